package dev.sallyport.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one policy document. */
final class DocumentReader {
  private static final String API_VERSION = "governance.toolkit/v1";
  private static final String[] DEFAULT_ACTIONS = {"allow", "deny"};
  private static final String[] SCOPES = {"global", "tenant", "agent"};
  private static final String[] STRATEGIES = {
    "deny-overrides", "allow-overrides", "priority-first", "most-specific"
  };

  private final PolicyText source;
  private final FieldReader fields;
  private final YamlNode.Mapping document;
  private final @Nullable YamlNode[] values = new YamlNode[DocumentField.keys().length];

  private DocumentReader(PolicyText source, YamlNode.Mapping document) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.document = document;
  }

  /**
   * Reads a document and reports what is wrong with it.
   *
   * @param names where the rules that were read before got their names
   * @param rules the document's enabled rules are added to it
   * @return the document's default
   */
  static Effect read(
      PolicyText source, YamlNode node, Map<String, String> names, List<Rule> rules) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      source.problem(node, "got " + node.kind() + ", wanted a policy document (a mapping)");
      return Effect.DENY;
    }
    DocumentReader reader = new DocumentReader(source, mapping);
    reader.sortFields();
    reader.header();
    Effect otherwise = reader.defaultAction();
    reader.rules(names, rules);
    return otherwise;
  }

  private void sortFields() {
    for (YamlNode.Entry entry : document.entries()) {
      String key = entry.key().text();
      DocumentField field = DocumentField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, DocumentField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + wanted);
      } else if (field.refused != null) {
        String message = "`" + key + "` is not supported by this version of Sallyport; ";
        source.problem(entry.key(), message + field.refused);
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
      source.problem(document, "got no `apiVersion`, wanted `apiVersion: " + API_VERSION + "`");
    } else {
      fields.word("apiVersion", version, new String[] {API_VERSION});
    }
    YamlNode name = value(DocumentField.NAME);
    if (name == null) {
      source.problem(document, "got no `name`, wanted the policy's name");
    } else {
      fields.name("name", name);
    }
    note(DocumentField.VERSION);
    note(DocumentField.DESCRIPTION);
    onlySupported(DocumentField.SCOPE, SCOPES);
    onlySupported(DocumentField.CONFLICT, STRATEGIES);
  }

  private void note(DocumentField field) {
    YamlNode node = value(field);
    if (node != null) {
      fields.note(field.key, node);
    }
  }

  /** Of the words that the language knows, this version supports the first. */
  private void onlySupported(DocumentField field, String[] words) {
    YamlNode node = value(field);
    String word = node == null ? null : fields.word(field.key, node, words);
    if (node != null && word != null && !word.equals(words[0])) {
      String got = "`" + word + "` is not supported by this version of Sallyport";
      fields.problem(node, field.key, got + ", wanted `" + words[0] + "`");
    }
  }

  private Effect defaultAction() {
    YamlNode node = value(DocumentField.DEFAULT_ACTION);
    String word = node == null ? null : fields.word("default_action", node, DEFAULT_ACTIONS);
    return "allow".equals(word) ? Effect.ALLOW : Effect.DENY;
  }

  private void rules(Map<String, String> names, List<Rule> rules) {
    YamlNode agentsNode = value(DocumentField.AGENTS);
    NamePatterns agents =
        agentsNode == null ? NamePatterns.ANY : fields.patterns("agents", agentsNode);
    YamlNode node = value(DocumentField.RULES);
    if (node == null) {
      return;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      fields.problem(node, "rules", "got " + node.kind() + ", wanted a list of rules");
      return;
    }
    for (YamlNode item : sequence.items()) {
      Rule rule = RuleReader.read(source, item, agents, names);
      if (rule != null) {
        rules.add(rule);
      }
    }
  }
}
