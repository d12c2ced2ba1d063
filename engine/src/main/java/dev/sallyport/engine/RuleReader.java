package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {
  private static final String[] STAGES = {"pre_input", "pre_tool", "post_tool", "pre_output"};

  private final PolicyText source;
  private final FieldReader fields;
  private final YamlNode.Mapping rule;
  private final @Nullable YamlNode[] values = new YamlNode[RuleField.keys().length];

  private RuleReader(PolicyText source, YamlNode.Mapping rule) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.rule = rule;
  }

  /**
   * Reads a rule and reports what is wrong with it.
   *
   * @param names where the rules that were read before got their names; the rule's name is added
   * @return null if the rule is disabled, or wrong in a way that leaves nothing to return
   */
  static @Nullable Rule read(
      PolicyText source, YamlNode node, NamePatterns documentAgents, Map<String, String> names) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      source.problem(node, "got " + node.kind() + ", wanted a rule (a mapping)");
      return null;
    }
    RuleReader reader = new RuleReader(source, mapping);
    reader.sortFields();
    return reader.rule(documentAgents, names);
  }

  private void sortFields() {
    for (YamlNode.Entry entry : rule.entries()) {
      String key = entry.key().text();
      RuleField field = RuleField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, RuleField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + " in a rule" + wanted);
      } else if (field.refused != null) {
        String message = "`" + key + "` is not supported by this version of Sallyport; ";
        source.problem(entry.key(), message + field.refused);
      } else {
        values[field.ordinal()] = entry.value();
      }
    }
  }

  private @Nullable YamlNode value(RuleField field) {
    return values[field.ordinal()];
  }

  private @Nullable Rule rule(NamePatterns documentAgents, Map<String, String> names) {
    String name = name(names);
    Action action = action();
    YamlNode description = value(RuleField.DESCRIPTION);
    if (description != null) {
      fields.note("description", description);
    }
    stage();
    int priority = priority();
    boolean enabled = enabled();
    NamePatterns agents = patterns(RuleField.AGENTS);
    NamePatterns tools = patterns(RuleField.TOOLS);
    Expression condition = condition();
    List<String> approvers = approvers(action);
    Mask mask = new Mask(mask(action), List.of(), List.of(), 0);
    if (name == null || action == null || !enabled) {
      return null;
    }
    return new Rule(
        name,
        source.file + ":" + rule.line(),
        Stage.PRE_TOOL,
        action,
        priority,
        Scope.GLOBAL,
        false,
        documentAgents,
        agents,
        tools,
        condition,
        null,
        approvers,
        mask);
  }

  private @Nullable String name(Map<String, String> names) {
    YamlNode node = value(RuleField.NAME);
    if (node == null) {
      source.problem(rule, "got a rule without `name`, wanted a name that no other rule has");
      return null;
    }
    String name = fields.name("name", node);
    if (name != null) {
      String first = names.putIfAbsent(name, source.file + ":" + node.line());
      if (first != null) {
        String got = "got " + Quoted.of(name) + ", which " + first + " has already";
        fields.problem(node, "name", got + ", wanted a unique name");
      }
    }
    return name;
  }

  private @Nullable Action action() {
    YamlNode node = value(RuleField.ACTION);
    if (node == null) {
      source.problem(rule, "got a rule without `action`, wanted " + Wanted.oneOf(Action.words()));
      return null;
    }
    String word = fields.word("action", node, Action.words());
    return word == null ? null : Action.of(word);
  }

  private void stage() {
    YamlNode node = value(RuleField.STAGE);
    if (node == null) {
      return;
    }
    String stage = fields.word("stage", node, STAGES);
    if (stage != null && !stage.equals("pre_tool")) {
      String got = "`" + stage + "` is not supported by this version of Sallyport";
      fields.problem(node, "stage", got + ", wanted `pre_tool`");
    }
  }

  private int priority() {
    YamlNode node = value(RuleField.PRIORITY);
    return node == null ? 0 : fields.integer("priority", node);
  }

  private boolean enabled() {
    YamlNode node = value(RuleField.ENABLED);
    return node == null || fields.flag("enabled", node, true);
  }

  private NamePatterns patterns(RuleField field) {
    YamlNode node = value(field);
    return node == null ? NamePatterns.ANY : fields.patterns(field.key, node);
  }

  private @Nullable Expression condition() {
    YamlNode node = value(RuleField.CONDITION);
    YamlNode.Scalar scalar = node == null ? null : fields.text("condition", node);
    if (scalar == null) {
      return null;
    }
    try {
      return ConditionParser.parse(scalar.text());
    } catch (ConditionException e) {
      source.problem(scalar, e.offset, "`condition`: " + e.problem());
      return null;
    }
  }

  private List<String> approvers(@Nullable Action action) {
    YamlNode node = value(RuleField.APPROVERS);
    List<String> approvers = new ArrayList<>();
    if (node == null) {
      return approvers;
    }
    if (action != null && action != Action.REQUIRE_APPROVAL) {
      String got = "got it with `action: " + action.word + "`";
      fields.problem(node, "approvers", got + ", wanted it with `action: require_approval` only");
    }
    for (YamlNode.Scalar scalar : fields.texts("approvers", node)) {
      String approver = fields.name("approvers", scalar);
      if (approver != null) {
        approvers.add(approver);
      }
    }
    return approvers;
  }

  private List<Operand.Path> mask(@Nullable Action action) {
    YamlNode node = value(RuleField.MASK);
    List<Operand.Path> paths = new ArrayList<>();
    if (node == null) {
      if (action == Action.MASK) {
        source.problem(rule, "got `action: mask` without `mask`, wanted a list of argument paths");
      }
      return paths;
    }
    if (action != null && action != Action.MASK) {
      String got = "got it with `action: " + action.word + "`";
      fields.problem(node, "mask", got + ", wanted it with `action: mask` only");
    }
    for (YamlNode.Scalar scalar : fields.texts("mask", node)) {
      try {
        paths.add(PathParser.argumentPath(scalar.text()));
      } catch (ConditionException e) {
        source.problem(scalar, e.offset, "`mask`: " + e.problem());
      }
    }
    return paths;
  }
}
