package dev.sallyport.engine;

/** Reads a document that is the manifest of one agent and nothing else. */
final class ManifestDocumentReader {
  static final String MANIFEST = "manifest";

  private static final String[] NOTES = {"name", "version", "description"};

  private ManifestDocumentReader() {}

  /** Declares what the manifest stands for, and reports what is wrong with it. */
  static void read(
      PolicyText source, YamlNode.Mapping root, PolicyDocument document, PolicyAssembly assembly) {
    document.conflictMissingAt = root;
    String agent = ManifestField.AGENT.key;
    KnownKeys keys =
        new KnownKeys(
            source, root, " beside `manifest`", agent, MANIFEST, NOTES[0], NOTES[1], NOTES[2]);
    FieldReader fields = new FieldReader(source);
    for (String note : NOTES) {
      YamlNode node = keys.value(note);
      if (node != null) {
        fields.note(note, node);
      }
    }
    YamlNode manifest = keys.value(MANIFEST);
    if (manifest instanceof YamlNode.Mapping mapping) {
      new ManifestReader(source).read(root, keys.value(agent), mapping, document, assembly);
    } else {
      String got = manifest == null ? "got nothing" : "got " + manifest.kind();
      fields.problem(
          manifest == null ? root : manifest, MANIFEST, got + ", wanted a mapping with `tools`");
    }
  }
}
