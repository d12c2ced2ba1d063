package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code field}, {@code operator} and {@code value}. */
final class OlderConditionReader {
  private static final String TOOL = "tool_name";

  /** What the host told the older engine about a run; here a field of a call is an argument. */
  private static final String[] HOST_FACTS = {
    "token_count",
    "tool_call_count",
    "call_count",
    "confidence",
    "cost",
    "agent_id",
    "agent_name",
    "session_id",
    "user_id"
  };

  private final PolicyText source;
  private final FieldReader fields;
  private final DialectNotes notes;

  OlderConditionReader(PolicyText source, DialectNotes notes) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.notes = notes;
  }

  /** The condition, or null if it is wrong, which is reported. */
  @Nullable Expression read(YamlNode node, Action action) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String got = "got " + node.kind() + ", wanted `field`, `operator` and `value`";
      fields.problem(node, "condition", got);
      return null;
    }
    KnownKeys keys =
        new KnownKeys(source, mapping, " in an older condition", "field", "operator", "value");
    Operand.Path path = path(required(keys, "field", "an argument's name or `tool_name`"));
    OlderOperator operator =
        operator(required(keys, "operator", Wanted.oneOf(OlderOperator.words())));
    YamlNode value = required(keys, "value", "what to compare the field with");
    if (operator == null || value == null) {
      return null;
    }
    Expression test = test(path, operator, value);
    if (path != null && path.root() == PathRoot.ARGS) {
      notes.add(mapping, types(operator, action));
    }
    return path == null ? null : test;
  }

  private static DialectNote types(OlderOperator operator, Action action) {
    if (operator.operator.isOrdering()) {
      return action == Action.ALLOW ? DialectNote.ORDER_IN_ALLOW : DialectNote.ORDER;
    }
    return operator == OlderOperator.MATCHES ? DialectNote.MATCHES : DialectNote.EQUALITY;
  }

  private @Nullable YamlNode required(KnownKeys keys, String key, String wanted) {
    YamlNode node = keys.value(key);
    if (node == null) {
      source.problem(keys.mapping, "got a condition without `" + key + "`, wanted " + wanted);
    }
    return node;
  }

  private Operand.@Nullable Path path(@Nullable YamlNode node) {
    YamlNode.Scalar scalar = node == null ? null : fields.text("field", node);
    if (scalar == null) {
      return null;
    }
    String field = scalar.text();
    if (field.equals(TOOL)) {
      return new Operand.Path(PathRoot.TOOL, List.of(new Operand.Key("name")));
    }
    if (field.indexOf('.') >= 0) {
      String wanted = ", wanted one name: a nested argument needs a document with `apiVersion`";
      fields.problem(scalar, "field", "got " + Quoted.of(field) + wanted);
      return null;
    }
    String wrong = CallNames.problemOf(field);
    if (wrong != null) {
      fields.problem(scalar, "field", wrong);
      return null;
    }
    for (String fact : HOST_FACTS) {
      if (fact.equals(field)) {
        notes.add(scalar, DialectNote.HOST_FACT);
      }
    }
    return ParameterReader.argument(field);
  }

  private @Nullable OlderOperator operator(@Nullable YamlNode node) {
    String word = node == null ? null : fields.word("operator", node, OlderOperator.words());
    return word == null ? null : OlderOperator.of(word);
  }

  private @Nullable Expression test(
      Operand.@Nullable Path path, OlderOperator operator, YamlNode value) {
    if (operator == OlderOperator.MATCHES) {
      TextPattern pattern = pattern(value);
      return pattern == null || path == null ? null : new Expression.Matches(path, pattern);
    }
    Object literal =
        operator.operator.isMembership() ? list(operator, value) : single(operator, value);
    if (literal != null && path != null && path.root() == PathRoot.TOOL) {
      literal = toolNames(literal, value);
    }
    if (literal == null || path == null) {
      return null;
    }
    return new Expression.Comparison(operator.operator, path, new Operand.Literal(literal));
  }

  private @Nullable Object single(OlderOperator operator, YamlNode value) {
    if (value instanceof YamlNode.Sequence) {
      String got = "got a list with `" + operator.word + "`, wanted a single value";
      boolean equality = operator == OlderOperator.EQ || operator == OlderOperator.NE;
      String other = operator == OlderOperator.EQ ? "in" : "not_in";
      fields.problem(value, "value", got + (equality ? " (lists go with `" + other + "`)" : ""));
      return null;
    }
    Object literal = fields.literal("value", value);
    if (literal instanceof Boolean && operator.operator.isOrdering()) {
      fields.problem(value, "value", "got a boolean, wanted a number or a text to order");
      return null;
    }
    return literal;
  }

  private @Nullable List<Object> list(OlderOperator operator, YamlNode value) {
    if (!(value instanceof YamlNode.Sequence sequence)) {
      String got = "got " + value.kind() + " with `" + operator.word + "`, wanted a list";
      fields.problem(value, "value", got);
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      Object literal = fields.literal("value", item);
      if (literal == null) {
        return null;
      }
      values.add(literal);
    }
    return values;
  }

  /** The same in the normal form that tools' names have; null if it is no text. */
  private @Nullable Object toolNames(Object literal, YamlNode value) {
    if (literal instanceof String text) {
      return CallNames.normalised(text);
    }
    if (!(literal instanceof List<?> list)) {
      fields.problem(value, "value", "got " + value.kind() + ", wanted the name of a tool");
      return null;
    }
    List<Object> names = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        fields.problem(value, "value", "got a value that is no text, wanted names of tools");
        return null;
      }
      names.add(CallNames.normalised(text));
    }
    return names;
  }

  private @Nullable TextPattern pattern(YamlNode value) {
    YamlNode.Scalar scalar = fields.text("value", value);
    if (scalar == null) {
      return null;
    }
    try {
      return TextPattern.compile(scalar.text(), 0);
    } catch (ConditionException e) {
      source.problem(scalar, e.offset, "`value`: " + e.problem());
      return null;
    }
  }
}
