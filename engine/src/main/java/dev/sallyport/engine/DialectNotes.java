package dev.sallyport.engine;

/** Notes what a document of another dialect means elsewhere: each construct once. */
final class DialectNotes {
  private final String file;
  private final PolicyAssembly assembly;
  private final boolean[] noted = new boolean[DialectNote.count()];

  DialectNotes(String file, PolicyAssembly assembly) {
    this.file = file;
    this.assembly = assembly;
  }

  /** Adds a warning at {@code at} unless the document has one like it. */
  void add(YamlNode at, DialectNote note) {
    if (!noted[note.ordinal()]) {
      noted[note.ordinal()] = true;
      assembly.warning(new PolicyProblem(file, at.line(), at.column(), note.message));
    }
  }
}
