package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a parameter in an agent's manifest; each says when an argument violates it. */
enum ParameterField {
  /** The argument has another type; {@code null} has none of them. */
  TYPE("type") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      JsonType type = parameter.type();
      return type == null ? null : parameter.present(parameter.not(type));
    }
  },

  /** The argument is not there, although it is required. */
  REQUIRED("required") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      boolean required = parameter.fields.flag(key, node, true);
      return required ? new Expression.Not(new Expression.Has(parameter.path)) : null;
    }
  },

  /** The number is less. */
  MIN("min") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      return parameter.bound(this, node, Operator.LESS);
    }
  },

  /** The number is greater. */
  MAX("max") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      return parameter.bound(this, node, Operator.GREATER);
    }
  },

  /** The text has fewer characters, or the array fewer elements. */
  MIN_LENGTH("min_length") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      return parameter.length(this, node, Operator.LESS);
    }
  },

  /** The text has more characters, or the array more elements. */
  MAX_LENGTH("max_length") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      return parameter.length(this, node, Operator.GREATER);
    }
  },

  /** The value is not listed. */
  ENUM("enum") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      List<Object> values = parameter.literals(this, node);
      if (values.isEmpty() || !parameter.fits(this, node, parameter.typeOf(values))) {
        return null;
      }
      Operand.Literal listed = new Operand.Literal(values);
      return parameter.unless(
          parameter.typeOf(values),
          new Expression.Comparison(Operator.NOT_IN, parameter.path, listed));
    }
  },

  /** The pattern is not found in the text. */
  PATTERN("pattern") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      TextPattern pattern = parameter.pattern(this, node);
      if (pattern == null || !parameter.fits(this, node, JsonType.STRING)) {
        return null;
      }
      return parameter.unless(
          JsonType.STRING, new Expression.Not(new Expression.Matches(parameter.path, pattern)));
    }
  },

  /** For people. */
  DESCRIPTION("description") {
    @Override
    @Nullable Expression violation(ParameterReader parameter, YamlNode node) {
      parameter.fields.note(key, node);
      return null;
    }
  };

  private static final ParameterField[] ALL = values();

  final String key;

  ParameterField(String key) {
    this.key = key;
  }

  /**
   * When an argument violates what the key says: true or false, never an error. Null if the key
   * demands nothing, or is wrong, which is reported.
   */
  abstract @Nullable Expression violation(ParameterReader parameter, YamlNode node);

  static @Nullable ParameterField of(String key) {
    for (ParameterField field : ALL) {
      if (field.key.equals(key)) {
        return field;
      }
    }
    return null;
  }

  static String[] keys() {
    String[] keys = new String[ALL.length];
    for (int at = 0; at < keys.length; at++) {
      keys[at] = ALL[at].key;
    }
    return keys;
  }
}
