package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one policy document. */
final class DocumentReader {
  private static final String API_VERSION = "governance.toolkit/v1";
  private static final String[] DEFAULT_ACTIONS = {"allow", "deny"};

  private final PolicyText source;
  private final FieldReader fields;
  private final YamlNode.Mapping root;
  private final PolicyDocument document;
  private final PolicyAssembly assembly;
  private final @Nullable YamlNode[] values = new YamlNode[DocumentField.keys().length];

  private DocumentReader(
      PolicyText source, YamlNode.Mapping root, PolicyDocument document, PolicyAssembly assembly) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.root = root;
    this.document = document;
    this.assembly = assembly;
  }

  /** Reads a document into {@code assembly}, and reports what is wrong with it. */
  static void read(
      PolicyText source, YamlNode node, PolicyDocument document, PolicyAssembly assembly) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      source.problem(node, "got " + node.kind() + ", wanted a policy document (a mapping)");
      return;
    }
    document.root = mapping;
    Dialect dialect = Dialect.of(mapping);
    if (dialect == null) {
      source.problem(node, Dialect.problemOf(mapping));
    } else if (dialect == Dialect.OLDER) {
      OlderDocumentReader.read(source, mapping, document, assembly);
    } else if (dialect == Dialect.MANIFEST) {
      ManifestDocumentReader.read(source, mapping, document, assembly);
    } else {
      readToolkit(source, mapping, document, assembly);
    }
  }

  private static void readToolkit(
      PolicyText source,
      YamlNode.Mapping mapping,
      PolicyDocument document,
      PolicyAssembly assembly) {
    DocumentReader reader = new DocumentReader(source, mapping, document, assembly);
    reader.sortFields();
    reader.header();
    reader.parents();
    reader.scope();
    reader.conflict();
    reader.defaultAction();
    reader.rules();
    reader.manifests();
    reader.egress();
    reader.boxes();
    if (!document.hasOwnKeys) {
      document.isForeign = GovernNotes.add(mapping, document.notes);
    }
  }

  private void sortFields() {
    for (YamlNode.Entry entry : root.entries()) {
      String key = entry.key().text();
      DocumentField field = DocumentField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, DocumentField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + wanted);
      } else {
        values[field.ordinal()] = entry.value();
      }
    }
  }

  private @Nullable YamlNode value(DocumentField field) {
    return values[field.ordinal()];
  }

  private void header() {
    YamlNode version = value(DocumentField.API_VERSION);
    if (version == null) {
      source.problem(root, "got no `apiVersion`, wanted `apiVersion: " + API_VERSION + "`");
    } else {
      fields.word("apiVersion", version, new String[] {API_VERSION});
    }
    YamlNode name = value(DocumentField.NAME);
    if (name == null) {
      source.problem(root, "got no `name`, wanted the policy's name");
    } else {
      fields.name("name", name);
    }
    note(DocumentField.VERSION);
    note(DocumentField.DESCRIPTION);
  }

  private void note(DocumentField field) {
    YamlNode node = value(field);
    if (node != null) {
      fields.note(field.key, node);
    }
  }

  private void parents() {
    YamlNode node = value(DocumentField.EXTENDS);
    if (node == null) {
      return;
    }
    List<String> seen = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts("extends", node)) {
      String path = scalar.text();
      String wrong =
          isRelative(path)
              ? seen.contains(path) ? "which is there twice" : assembly.extend(document, path)
              : "wanted a path relative to this file, with `/` between names";
      seen.add(path);
      if (wrong != null) {
        fields.problem(scalar, "extends", "got " + Quoted.of(path) + ", " + wrong);
      }
    }
  }

  /** Neither absolute, nor a URL, nor in the notation of one platform. */
  private static boolean isRelative(String path) {
    return path.charAt(0) != '/' && path.indexOf('\\') < 0 && path.indexOf(':') < 0;
  }

  private void scope() {
    YamlNode node = value(DocumentField.SCOPE);
    String word = node == null ? null : fields.word("scope", node, Scope.words());
    Scope scope = word == null ? null : Scope.of(word);
    if (scope != null) {
      document.scope = scope;
    }
    agents();
  }

  /** One agent or several; both keys together name them all. */
  private void agents() {
    YamlNode one = value(DocumentField.AGENT);
    YamlNode several = value(DocumentField.AGENTS);
    if (one == null && several == null) {
      return;
    }
    List<String> patterns = new ArrayList<>();
    if (one != null) {
      YamlNode.Scalar scalar = fields.text("agent", one);
      String pattern = scalar == null ? null : fields.pattern("agent", scalar);
      if (pattern != null) {
        patterns.add(pattern);
      }
    }
    if (several != null) {
      patterns.addAll(fields.patterns("agents", several).distinct());
    }
    document.agents = new NamePatterns(patterns);
  }

  private void conflict() {
    YamlNode node = value(DocumentField.CONFLICT);
    if (node == null) {
      document.conflictMissingAt = root;
      return;
    }
    ConflictStrategy strategy =
        node instanceof YamlNode.Scalar scalar ? ConflictStrategy.ofForeign(scalar.text()) : null;
    if (strategy == null) {
      String word = fields.word("conflict", node, ConflictStrategy.words());
      strategy = word == null ? null : ConflictStrategy.of(word);
    }
    if (strategy != null) {
      assembly.strategy(source, node, strategy);
    }
  }

  private void defaultAction() {
    YamlNode node = value(DocumentField.DEFAULT_ACTION);
    String word = node == null ? null : fields.word("default_action", node, DEFAULT_ACTIONS);
    if (node == null || !"allow".equals(word)) {
      return;
    }
    document.defaultEffect = Effect.ALLOW;
    for (PolicyDocument ancestor : document.ancestors) {
      if (ancestor.defaultEffect == Effect.DENY) {
        String got = "got `allow`, but " + ancestor.file + " denies by default and this file";
        fields.problem(node, "default_action", got + " extends it, wanted `deny`");
        return;
      }
    }
  }

  private void rules() {
    YamlNode node = value(DocumentField.RULES);
    if (node == null) {
      return;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      fields.problem(node, "rules", "got " + node.kind() + ", wanted a list of rules");
      return;
    }
    for (YamlNode item : sequence.items()) {
      RuleReader.read(source, item, document, assembly);
    }
  }

  private void egress() {
    YamlNode node = value(DocumentField.EGRESS);
    if (node == null) {
      return;
    }
    document.hasOwnKeys = true;
    document.egress = new EgressReader(source).read(node);
    if (value(DocumentField.AGENT) != null || value(DocumentField.AGENTS) != null) {
      String got = "got it in a file that is limited to agents";
      String wanted = ", wanted it in another file: it holds for every agent";
      fields.problem(node, DocumentField.EGRESS.key, got + wanted);
    }
  }

  private void boxes() {
    YamlNode node = value(DocumentField.BOXES);
    if (node == null) {
      return;
    }
    document.hasOwnKeys = true;
    if (!(node instanceof YamlNode.Sequence sequence)) {
      fields.problem(
          node, DocumentField.BOXES.key, "got " + node.kind() + ", wanted a list of boxes");
      return;
    }
    for (YamlNode item : sequence.items()) {
      BoxReader.read(source, item, assembly);
    }
  }

  private void manifests() {
    YamlNode node = value(DocumentField.MANIFESTS);
    if (node == null) {
      return;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      fields.problem(node, "manifests", "got " + node.kind() + ", wanted a list of manifests");
      return;
    }
    ManifestReader reader = new ManifestReader(source);
    document.hasOwnKeys = true;
    for (YamlNode item : sequence.items()) {
      reader.read(item, document, assembly);
    }
  }
}
