package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one rule of an older document. */
final class OlderRuleReader {
  private static final String[] KEYS = {
    "name", "condition", "action", "priority", "message", "override", "dynamic_condition"
  };

  private final PolicyText source;
  private final FieldReader fields;
  private final KnownKeys keys;
  private final DialectNotes notes;

  private OlderRuleReader(PolicyText source, YamlNode.Mapping rule, DialectNotes notes) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.keys = new KnownKeys(source, rule, " in an older rule", KEYS);
    this.notes = notes;
  }

  /** Declares a rule and reports what is wrong with it; null if it has no name. */
  static @Nullable Rule read(
      PolicyText source, YamlNode node, PolicyDocument document, PolicyAssembly assembly) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      source.problem(node, "got " + node.kind() + ", wanted a rule (a mapping)");
      return null;
    }
    return new OlderRuleReader(source, mapping, document.notes).rule(document, assembly);
  }

  private @Nullable Rule rule(PolicyDocument document, PolicyAssembly assembly) {
    Action action = action();
    YamlNode nameNode = keys.value("name");
    String name = nameNode == null ? null : fields.name("name", nameNode);
    if (nameNode == null) {
      source.problem(
          keys.mapping, "got a rule without `name`, wanted a name that no other rule has");
    }
    forPeople();
    YamlNode priority = keys.value("priority");
    Rule rule =
        new Rule(
            name == null ? "" : name,
            source.file + ":" + keys.mapping.line(),
            Stage.PRE_TOOL,
            action,
            priority == null ? 0 : fields.integer("priority", priority),
            document.scope,
            false,
            document.agents,
            NamePatterns.ANY,
            NamePatterns.ANY,
            condition(action),
            null,
            List.of(),
            Mask.NONE);
    if (nameNode == null || name == null) {
      return null;
    }
    assembly.declare(source, nameNode, document, name, action).rule = rule;
    return rule;
  }

  private Action action() {
    YamlNode node = keys.value("action");
    String[] actions = OlderDocumentReader.actions();
    if (node == null) {
      source.problem(keys.mapping, "got a rule without `action`, wanted " + Wanted.oneOf(actions));
      return Action.DENY;
    }
    String word = fields.word("action", node, actions);
    boolean allows = word != null && OlderDocumentReader.effect(word) == Effect.ALLOW;
    return allows ? Action.ALLOW : Action.DENY;
  }

  private void forPeople() {
    YamlNode message = keys.value("message");
    if (message != null) {
      fields.note("message", message);
    }
    YamlNode override = keys.value("override");
    if (override != null && fields.flag("override", override, false)) {
      notes.add(override, DialectNote.OVERRIDE);
    }
  }

  private @Nullable Expression condition(Action action) {
    YamlNode node = keys.value("condition");
    Expression condition = null;
    if (node == null) {
      source.problem(
          keys.mapping, "got a rule without `condition`, wanted `field`, `operator` and `value`");
    } else {
      condition = new OlderConditionReader(source, notes).read(node, action);
    }
    YamlNode dynamicNode = keys.value("dynamic_condition");
    Expression dynamic =
        dynamicNode == null ? null : new DynamicConditionReader(source).read(dynamicNode);
    if (condition == null || dynamic == null) {
      return condition == null ? dynamic : condition;
    }
    return new Expression.AllOf(List.of(condition, dynamic));
  }
}
