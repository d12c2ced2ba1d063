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
