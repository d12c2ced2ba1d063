package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a manifest demands of one argument. */
final class ParameterReader {
  final FieldReader fields;
  final Operand.Path path;
  private final PolicyText source;
  private final String name;
  private @Nullable JsonType type;

  private ParameterReader(PolicyText source, String name) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.name = name;
    this.path = argument(name);
  }

  static Operand.Path argument(String name) {
    return new Operand.Path(PathRoot.ARGS, List.of(new Operand.Key(name)));
  }

  /** The ways to violate what {@code node} demands of the argument {@code name}. */
  static List<ManifestCheck> read(PolicyText source, String name, YamlNode node) {
    ParameterReader reader = new ParameterReader(source, name);
    if (node instanceof YamlNode.Mapping mapping) {
      return reader.checks(mapping);
    }
    String wanted = ", wanted a mapping such as `{type: string}`";
    source.problem(node, "parameter " + Quoted.of(name) + ": got " + node.kind() + wanted);
    return List.of();
  }

  private List<ManifestCheck> checks(YamlNode.Mapping mapping) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (ParameterField.of(entry.key().text()) == ParameterField.TYPE) {
        String word = fields.word(ParameterField.TYPE.key, entry.value(), JsonType.words());
        type = word == null ? null : JsonType.of(word);
      }
    }
    List<ManifestCheck> checks = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      ParameterField field = ParameterField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, ParameterField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + " in a parameter" + wanted);
        continue;
      }
      Expression violation = field.violation(this, entry.value());
      if (violation != null) {
        checks.add(new ManifestCheck(name + ":" + key, entry.key(), violation));
      }
    }
    return checks;
  }

  /** The type that the parameter demands, if it does. */
  @Nullable JsonType type() {
    return type;
  }

  /** The argument is there, and {@code violation} holds. */
  Expression present(Expression violation) {
    return new Expression.AllOf(List.of(new Expression.Has(path), violation));
  }

  Expression not(JsonType wanted) {
    return new Expression.Not(new Expression.IsType(path, wanted));
  }

  /** The argument is there, and has another type, or {@code violation} holds. */
  Expression unless(JsonType wanted, Expression violation) {
    return present(new Expression.AnyOf(List.of(not(wanted), violation)));
  }

  @Nullable Expression bound(ParameterField field, YamlNode node, Operator operator) {
    NumberLiteral number = fields.number(field.key, node);
    if (number == null || !fits(field, node, JsonType.NUMBER)) {
      return null;
    }
    Operand.Literal literal = new Operand.Literal(number);
    return unless(JsonType.NUMBER, new Expression.Comparison(operator, path, literal));
  }

  @Nullable Expression length(ParameterField field, YamlNode node, Operator operator) {
    int length = fields.integer(field.key, node, 0, Integer.MAX_VALUE);
    JsonType sized = type == JsonType.ARRAY ? JsonType.ARRAY : JsonType.STRING;
    if (!fits(field, node, sized)) {
      return null;
    }
    Operand.Literal literal = new Operand.Literal(new NumberLiteral(String.valueOf(length)));
    Operand size = new Operand.Call(Function.SIZE, path);
    return unless(sized, new Expression.Comparison(operator, size, literal));
  }

  @Nullable TextPattern pattern(ParameterField field, YamlNode node) {
    YamlNode.Scalar scalar = fields.text(field.key, node);
    if (scalar == null) {
      return null;
    }
    try {
      return TextPattern.compile(scalar.text(), 0);
    } catch (ConditionException e) {
      source.problem(scalar, e.offset, "`" + field.key + "`: " + e.problem());
      return null;
    }
  }

  /** Texts, numbers or booleans, all of one type; empty if they are not. */
  List<Object> literals(ParameterField field, YamlNode node) {
    List<Object> values = new ArrayList<>();
    if (!(node instanceof YamlNode.Sequence list) || list.items().isEmpty()) {
      boolean empty = node instanceof YamlNode.Sequence;
      String got =
          empty
              ? "got an empty list, wanted at least one value"
              : "got " + node.kind() + ", wanted a list of values";
      fields.problem(node, field.key, got);
      return values;
    }
    for (YamlNode item : list.items()) {
      Object value = fields.literal(field.key, item);
      if (value == null) {
        return List.of();
      }
      values.add(value);
      if (value.getClass() != values.get(0).getClass()) {
        fields.problem(item, field.key, "got values of different types, wanted one type");
        return List.of();
      }
    }
    return values;
  }

  JsonType typeOf(List<Object> literals) {
    Object first = literals.get(0);
    if (first instanceof NumberLiteral) {
      return JsonType.NUMBER;
    }
    return first instanceof Boolean ? JsonType.BOOLEAN : JsonType.STRING;
  }

  /** Whether a key that is about {@code wanted} makes sense for the demanded type. */
  boolean fits(ParameterField field, YamlNode node, JsonType wanted) {
    JsonType demanded = type;
    if (demanded == null
        || demanded == wanted
        || demanded == JsonType.INTEGER && wanted == JsonType.NUMBER) {
      return true;
    }
    String got = "got it with `type: " + demanded.word + "`";
    fields.problem(node, field.key, got + ", wanted it with `type: " + wanted.word + "`");
    return false;
  }
}
