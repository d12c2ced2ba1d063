package dev.sallyport.cli;

import java.math.BigDecimal;

/** Writes values and paths of recorded calls as conditions do, so that they mean nothing else. */
final class ConditionSyntax {
  private ConditionSyntax() {}

  /** A text in quotes, in ASCII. */
  static String text(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 15, 16));
        }
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  /** A number in digits. */
  static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The path of a member of what is at {@code path}. */
  static String member(String path, String name) {
    return isName(name) ? path + "." + name : path + "[" + text(name) + "]";
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
