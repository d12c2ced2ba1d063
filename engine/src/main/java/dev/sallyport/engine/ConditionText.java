package dev.sallyport.engine;

import java.util.List;

/** Writes conditions as policies do; two conditions with the same text mean the same. */
final class ConditionText {
  private final StringBuilder out = new StringBuilder();

  private ConditionText() {}

  static String of(Expression condition) {
    ConditionText text = new ConditionText();
    text.condition(condition);
    return text.out.toString();
  }

  static String of(Operand operand) {
    ConditionText text = new ConditionText();
    text.operand(operand);
    return text.out.toString();
  }

  /** A condition in a message: in backticks, visible, bounded. */
  static String quoted(Expression condition) {
    return "`" + Quoted.message(of(condition)) + "`";
  }

  private void condition(Expression condition) {
    if (condition instanceof Expression.AnyOf any) {
      parts(any.parts(), " or ");
    } else if (condition instanceof Expression.AllOf all) {
      parts(all.parts(), " and ");
    } else if (condition instanceof Expression.Not not) {
      out.append("not ");
      nested(not.part());
    } else if (condition instanceof Expression.Comparison comparison) {
      operand(comparison.left());
      out.append(' ').append(comparison.operator().word).append(' ');
      operand(comparison.right());
    } else if (condition instanceof Expression.Matches matches) {
      operand(matches.left());
      out.append(" matches ");
      literal(matches.pattern().source());
    } else if (condition instanceof Expression.Has has) {
      out.append("has(");
      operand(has.path());
      out.append(')');
    } else if (condition instanceof Expression.IsTrue isTrue) {
      operand(isTrue.path());
    } else if (condition instanceof Expression.IsType isType) {
      operand(isType.path());
      out.append(" is of type ").append(isType.type().word);
    } else if (condition instanceof Expression.Constant constant) {
      out.append(constant.value());
    }
  }

  private void parts(List<Expression> parts, String word) {
    for (int at = 0; at < parts.size(); at++) {
      out.append(at == 0 ? "" : word);
      nested(parts.get(at));
    }
  }

  private void nested(Expression part) {
    boolean compound = part instanceof Expression.AnyOf || part instanceof Expression.AllOf;
    out.append(compound ? "(" : "");
    condition(part);
    out.append(compound ? ")" : "");
  }

  private void operand(Operand operand) {
    if (operand instanceof Operand.Path path) {
      path(path);
    } else if (operand instanceof Operand.Call call) {
      out.append(call.function().word).append('(');
      operand(call.argument());
      out.append(')');
    } else if (operand instanceof Operand.Time time) {
      out.append("time[");
      literal(time.zone());
      out.append("].").append(time.field().word);
    } else if (operand instanceof Operand.Literal literal) {
      literal(NumberLiteral.resolve(literal.value()));
    }
  }

  private void path(Operand.Path path) {
    out.append(path.root().word);
    for (Operand.Segment segment : path.segments()) {
      if (segment instanceof Operand.Key key && isName(key.name())) {
        out.append('.').append(key.name());
      } else if (segment instanceof Operand.Key key) {
        out.append('[');
        literal(key.name());
        out.append(']');
      } else if (segment instanceof Operand.Index index) {
        out.append('[').append(index.position()).append(']');
      } else {
        out.append("[*]");
      }
    }
  }

  private static boolean isName(String name) {
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && !(at > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private void literal(Object value) {
    if (value instanceof String text) {
      String escaped = text.replace("\\", "\\\\").replace("'", "\\'");
      out.append('\'').append(escaped).append('\'');
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (int at = 0; at < list.size(); at++) {
        out.append(at == 0 ? "" : ", ");
        literal(list.get(at));
      }
      out.append(']');
    } else if (value instanceof java.math.BigDecimal number) {
      out.append(number.toPlainString());
    } else {
      out.append(value == NoValue.NULL ? "null" : value);
    }
  }
}
