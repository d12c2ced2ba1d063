package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {
  private final PolicyText source;
  private final FieldReader fields;
  private final YamlNode.Mapping rule;
  private final PolicyDocument document;
  private final PolicyAssembly assembly;
  private final @Nullable YamlNode[] values = new YamlNode[RuleField.keys().length];

  private RuleReader(
      PolicyText source, YamlNode.Mapping rule, PolicyDocument document, PolicyAssembly assembly) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.rule = rule;
    this.document = document;
    this.assembly = assembly;
  }

  /** Declares a rule of {@code document}, and reports what is wrong with it. */
  static void read(
      PolicyText source, YamlNode node, PolicyDocument document, PolicyAssembly assembly) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      source.problem(node, "got " + node.kind() + ", wanted a rule (a mapping)");
      return;
    }
    RuleReader reader = new RuleReader(source, mapping, document, assembly);
    reader.sortFields();
    reader.rule();
  }

  private void sortFields() {
    for (YamlNode.Entry entry : rule.entries()) {
      String key = entry.key().text();
      RuleField field = RuleField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, RuleField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + " in a rule" + wanted);
      } else {
        values[field.ordinal()] = entry.value();
        document.hasOwnKeys |=
            field == RuleField.TOOLS || field == RuleField.AGENTS || field == RuleField.MASK;
      }
    }
  }

  private @Nullable YamlNode value(RuleField field) {
    return values[field.ordinal()];
  }

  /** Reads every field, also of a rule that is disabled or wrong elsewhere. */
  private void rule() {
    Action action = action();
    DeclaredRule declared = declare(action);
    YamlNode description = value(RuleField.DESCRIPTION);
    if (description != null) {
      fields.note("description", description);
    }
    boolean enabled = enabled();
    String name = declared == null ? "" : declared.name;
    Rule read = rule(name, action == null ? Action.DENY : action, action);
    if (declared != null && action != null && enabled) {
      declared.rule = read;
    }
  }

  /** The rule; {@code stated} is null if the rule's action is unknown. */
  private Rule rule(String name, Action action, @Nullable Action stated) {
    Stage stage = stage();
    return new Rule(
        name,
        source.file + ":" + rule.line(),
        stage,
        action,
        priority(),
        document.scope,
        false,
        document.agents,
        patterns(RuleField.AGENTS),
        tools(stage),
        condition(),
        limit(stated),
        approvers(stated),
        mask(stated, stage));
  }

  private @Nullable DeclaredRule declare(@Nullable Action action) {
    YamlNode node = value(RuleField.NAME);
    if (node == null) {
      source.problem(rule, "got a rule without `name`, wanted a name that no other rule has");
      return null;
    }
    String name = fields.name("name", node);
    return name == null ? null : assembly.declare(source, node, document, name, action);
  }

  private @Nullable Action action() {
    YamlNode node = value(RuleField.ACTION);
    if (node == null && deniesWithoutAction()) {
      document.notes.add(rule, DialectNote.ABSENT_ACTION);
      return Action.DENY;
    }
    if (node == null) {
      source.problem(rule, "got a rule without `action`, wanted " + Wanted.oneOf(Action.words()));
      return null;
    }
    String word = fields.word("action", node, Action.words());
    return word == null ? null : Action.of(word);
  }

  /** Whether nothing in the rule asks for another action than the one that denies. */
  private boolean deniesWithoutAction() {
    return value(RuleField.CONDITION) != null
        && value(RuleField.APPROVERS) == null
        && value(RuleField.LIMIT) == null
        && value(RuleField.MASK) == null;
  }

  private Stage stage() {
    YamlNode node = value(RuleField.STAGE);
    String word = node == null ? null : fields.word("stage", node, Stage.words());
    Stage stage = word == null ? null : Stage.of(word);
    return stage == null ? Stage.PRE_TOOL : stage;
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

  private NamePatterns tools(Stage stage) {
    YamlNode node = value(RuleField.TOOLS);
    if (node != null && !stage.hasTool()) {
      String got = "got it with `stage: " + stage.word() + "`";
      fields.problem(node, "tools", got + ", wanted it in stages with a tool only");
    }
    return patterns(RuleField.TOOLS);
  }

  private @Nullable Expression condition() {
    YamlNode node = value(RuleField.CONDITION);
    YamlNode.Scalar scalar = node == null ? null : fields.text("condition", node);
    if (scalar == null) {
      return null;
    }
    try {
      return ConditionParser.parse(scalar.text(), assembly.limits.conditionDepth());
    } catch (ConditionException e) {
      source.problem(scalar, e.offset, "`condition`: " + e.problem());
      return null;
    }
  }

  private @Nullable RateLimit limit(@Nullable Action action) {
    YamlNode node = value(RuleField.LIMIT);
    if (node == null) {
      return null;
    }
    if (action != null && action != Action.ALLOW && action != Action.REQUIRE_APPROVAL) {
      String got = "got it with `action: " + action.word + "`";
      String wanted = ", wanted it with `action: allow` or `action: require_approval` only";
      fields.problem(node, "limit", got + wanted);
    }
    return fields.rate("limit", node);
  }

  private List<String> approvers(@Nullable Action action) {
    YamlNode node = value(RuleField.APPROVERS);
    if (node == null) {
      return List.of();
    }
    if (action != null && action != Action.REQUIRE_APPROVAL) {
      String got = "got it with `action: " + action.word + "`";
      fields.problem(node, "approvers", got + ", wanted it with `action: require_approval` only");
    }
    return fields.names("approvers", node);
  }

  private Mask mask(@Nullable Action action, Stage stage) {
    YamlNode node = value(RuleField.MASK);
    if (node == null) {
      if (action == Action.MASK) {
        String wanted =
            stage == Stage.PRE_TOOL ? "argument paths, or what to detect" : "what to detect";
        source.problem(rule, "got `action: mask` without `mask`, wanted " + wanted);
      }
      return Mask.NONE;
    }
    if (action != null && action != Action.MASK) {
      String got = "got it with `action: " + action.word + "`";
      fields.problem(node, "mask", got + ", wanted it with `action: mask` only");
    }
    return new MaskReader(source, stage).read(node);
  }
}
