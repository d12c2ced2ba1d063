package dev.sallyport.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * Reads an older document: rules of {@code field}, {@code operator} and {@code value}. The rules of
 * the highest priority decide, as they did where these documents come from.
 */
final class OlderDocumentReader {
  static final String DEFAULTS = "defaults";

  private static final String[] ACTIONS = {"allow", "deny", "audit", "block"};
  private static final String[] NOTES = {"version", "name", "description"};
  private static final String[] DOCUMENT_KEYS = {
    "version",
    "name",
    "description",
    "rules",
    DEFAULTS,
    "inherit",
    "scope",
    "tool_allowlist",
    "network_allowlist",
    "sandbox_mounts"
  };
  private static final String[] DEFAULTS_KEYS = {
    "action",
    "max_tokens",
    "max_tool_calls",
    "confidence_threshold",
    "max_cpu",
    "max_memory_mb",
    "timeout_seconds",
    "network_default"
  };

  private final PolicyText source;
  private final FieldReader fields;
  private final KnownKeys keys;
  private final PolicyDocument document;

  private OlderDocumentReader(PolicyText source, YamlNode.Mapping root, PolicyDocument document) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.keys = new KnownKeys(source, root, "", DOCUMENT_KEYS);
    this.document = document;
  }

  /** Declares the rules of {@code root}, and reports what is wrong with it. */
  static void read(
      PolicyText source, YamlNode.Mapping root, PolicyDocument document, PolicyAssembly assembly) {
    OlderDocumentReader reader = new OlderDocumentReader(source, root, document);
    document.isOlder = true;
    document.root = root;
    assembly.strategy(source, root, ConflictStrategy.PRIORITY_FIRST);
    reader.notes();
    reader.folders();
    reader.defaults();
    reader.rules(assembly);
  }

  /** The effect of a word for what a rule or a document does. */
  static Effect effect(String word) {
    return word.equals("allow") || word.equals("audit") ? Effect.ALLOW : Effect.DENY;
  }

  static String[] actions() {
    return ACTIONS.clone();
  }

  private void notes() {
    for (String key : NOTES) {
      YamlNode node = keys.value(key);
      if (node != null) {
        fields.note(key, node);
      }
    }
  }

  /** Keys about folders of documents and about sandboxes, which are neither known nor ignored. */
  private void folders() {
    YamlNode inherit = keys.value("inherit");
    if (inherit != null && !fields.flag("inherit", inherit, true)) {
      fields.problem(
          inherit, "inherit", "got `false`, wanted `true`: all files of a folder are one policy");
    }
    refuse("scope", "rules without it: a policy holds for all paths");
    refuse("tool_allowlist", "an agent's manifest with these `tools`");
    refuse("network_allowlist", "it where the sandbox is configured");
    refuse("sandbox_mounts", "it where the sandbox is configured");
  }

  private void refuse(String key, String wanted) {
    YamlNode node = keys.value(key);
    if (node != null && !isEmpty(node)) {
      fields.problem(node, key, "got what this version does not enforce, wanted " + wanted);
    }
  }

  /** Whether a value says nothing, as in documents that a program wrote. */
  private static boolean isEmpty(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (!(entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull())) {
          return false;
        }
      }
      return true;
    }
    return node instanceof YamlNode.Sequence list && list.items().isEmpty();
  }

  private void defaults() {
    YamlNode node = keys.value(DEFAULTS);
    if (node != null && !(node instanceof YamlNode.Mapping)) {
      fields.problem(node, DEFAULTS, "got " + node.kind() + ", wanted a mapping");
      return;
    }
    YamlNode action = null;
    if (node instanceof YamlNode.Mapping mapping) {
      KnownKeys defaults = new KnownKeys(source, mapping, " in `defaults`", DEFAULTS_KEYS);
      action = defaults.value("action");
      budgets(defaults);
    }
    if (action == null) {
      document.notes.add(node == null ? keys.mapping : node, DialectNote.ABSENT_DEFAULT);
      return;
    }
    String word = fields.word("action", action, ACTIONS);
    if (word != null) {
      document.defaultEffect = effect(word);
    }
  }

  private void budgets(KnownKeys defaults) {
    for (int at = 1; at < DEFAULTS_KEYS.length; at++) {
      YamlNode node = defaults.value(DEFAULTS_KEYS[at]);
      if (node != null) {
        fields.note(DEFAULTS_KEYS[at], node);
        document.notes.add(node, DialectNote.BUDGETS);
      }
    }
  }

  private void rules(PolicyAssembly assembly) {
    YamlNode node = keys.value("rules");
    if (node == null) {
      return;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      fields.problem(node, "rules", "got " + node.kind() + ", wanted a list of rules");
      return;
    }
    Set<Integer> allowing = new HashSet<>();
    for (YamlNode item : sequence.items()) {
      Rule rule = OlderRuleReader.read(source, item, document, assembly);
      if (rule != null && rule.action() == Action.ALLOW) {
        allowing.add(rule.priority());
      } else if (rule != null && allowing.contains(rule.priority())) {
        document.notes.add(item, DialectNote.EQUAL_PRIORITIES);
      }
    }
  }
}
