package dev.sallyport.engine;

import java.util.List;

/**
 * Writes conditions as the language does, so that parsing the text gives the same condition; only
 * the question for a type, which generated rules ask, has no form there. Two conditions with the
 * same text mean the same.
 */
final class ExpressionText {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;

  private final StringBuilder out = new StringBuilder();

  private ExpressionText() {}

  static String of(Expression expression) {
    ExpressionText text = new ExpressionText();
    text.write(expression, 0);
    return text.out.toString();
  }

  static String of(Operand operand) {
    ExpressionText text = new ExpressionText();
    text.operand(operand);
    return text.out.toString();
  }

  /** A condition in a message: in backticks, visible, bounded. */
  static String quoted(Expression expression) {
    return "`" + Quoted.message(of(expression)) + "`";
  }

  /** {@code binding} is how strongly the surrounding text binds. */
  private void write(Expression expression, int binding) {
    if (expression instanceof Expression.AnyOf any) {
      joined(any.parts(), " or ", OR, binding);
    } else if (expression instanceof Expression.AllOf all) {
      joined(all.parts(), " and ", AND, binding);
    } else if (expression instanceof Expression.Not not) {
      out.append("not ");
      write(not.part(), NOT);
    } else {
      leaf(expression);
    }
  }

  private void leaf(Expression expression) {
    if (expression instanceof Expression.Comparison comparison) {
      operand(comparison.left());
      out.append(' ').append(comparison.operator().word).append(' ');
      operand(comparison.right());
    } else if (expression instanceof Expression.Matches matches) {
      operand(matches.left());
      out.append(" matches ");
      text(matches.pattern().source());
    } else if (expression instanceof Expression.Has has) {
      out.append("has(");
      operand(has.path());
      out.append(')');
    } else if (expression instanceof Expression.IsTrue isTrue) {
      operand(isTrue.path());
    } else if (expression instanceof Expression.IsType isType) {
      operand(isType.path());
      out.append(" is of type ").append(isType.type().word);
    } else if (expression instanceof Expression.Constant constant) {
      out.append(constant.value());
    }
  }

  private void joined(List<Expression> parts, String word, int strength, int binding) {
    boolean grouped = binding >= strength;
    out.append(grouped ? "(" : "");
    for (int at = 0; at < parts.size(); at++) {
      out.append(at == 0 ? "" : word);
      write(parts.get(at), strength);
    }
    out.append(grouped ? ")" : "");
  }

  private void operand(Operand operand) {
    if (operand instanceof Operand.Path path) {
      path(path);
    } else if (operand instanceof Operand.Literal literal) {
      literal(literal.value());
    } else if (operand instanceof Operand.Call call) {
      out.append(call.function().word).append('(');
      operand(call.argument());
      out.append(')');
    } else if (operand instanceof Operand.Time time) {
      time(time);
    }
  }

  private void time(Operand.Time time) {
    out.append(PathRoot.TIME.word);
    if (!time.zone().equals(TimeZones.UTC)) {
      out.append('[');
      text(time.zone());
      out.append(']');
    }
    out.append('.').append(time.field().word);
  }

  private void path(Operand.Path path) {
    out.append(path.root().word);
    for (Operand.Segment segment : path.segments()) {
      if (segment instanceof Operand.Key key) {
        key(key.name());
      } else if (segment instanceof Operand.Index index) {
        out.append('[').append(index.position()).append(']');
      } else {
        out.append("[*]");
      }
    }
  }

  private void key(String name) {
    if (isName(name)) {
      out.append('.').append(name);
    } else {
      out.append('[');
      text(name);
      out.append(']');
    }
  }

  private void literal(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof NumberLiteral number) {
      out.append(number.value().toPlainString());
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (int at = 0; at < list.size(); at++) {
        out.append(at == 0 ? "" : ", ");
        literal(list.get(at));
      }
      out.append(']');
    } else {
      out.append(value == NoValue.NULL ? "null" : value);
    }
  }

  private void text(String text) {
    out.append('\'');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n' || c == '\r' || c == '\t') {
        out.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
      } else if (c < 0x20 || c > 0x7e && CallNames.isInvisible(c) && !Character.isSurrogate(c)) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 15, 16));
        }
      } else {
        out.append(c);
      }
    }
    out.append('\'');
  }

  private static boolean isName(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (at == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
