package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number as a condition writes it. Its value is made when it is first needed and not when the
 * policy is parsed, before main: the platform's first {@link BigDecimal} costs up to 20 ms.
 */
final class NumberLiteral {
  private final String digits;
  private volatile @Nullable BigDecimal value;

  /** A number whose {@code digits} the lexer has checked. */
  NumberLiteral(String digits) {
    this.digits = digits;
  }

  /** Whether a text is a sign, digits and a decimal part as conditions write them, no more. */
  static boolean isNumber(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    String whole = point < 0 ? text.substring(at) : text.substring(at, Math.max(at, point));
    return text.length() <= EngineLimits.NUMBER_CHARACTERS
        && isDigits(whole)
        && (point < 0 || isDigits(text.substring(point + 1)));
  }

  private static boolean isDigits(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The number as it is written: a sign, digits, a decimal point where there is one. */
  String digits() {
    return digits;
  }

  BigDecimal value() {
    BigDecimal known = value;
    if (known == null) {
      known = new BigDecimal(digits);
      value = known;
    }
    return known;
  }

  /** A literal's value with its numbers, also those in a list, in the form they are compared in. */
  static Object resolve(Object literal) {
    if (literal instanceof NumberLiteral number) {
      return number.value();
    }
    if (!(literal instanceof List<?> list)) {
      return literal;
    }
    List<Object> values = new ArrayList<>(list.size());
    for (Object element : list) {
      values.add(resolve(element));
    }
    return values;
  }
}
