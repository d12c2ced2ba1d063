package dev.sallyport.engine.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The bounds that numbers must stay between to be neither infinite nor zero as the nearest double
 * (IEEE 754, ties to even). Loaded by the first number that comes near them.
 */
final class DoubleRange {
  /** Halfway from the greatest double to 2^1024: from here on, infinite. */
  private static final NumberParts INFINITE =
      parts(new BigDecimal(power(1024).subtract(power(970))));

  /** Half the least double, 2^-1075: up to here, zero. */
  private static final NumberParts ZERO = parts(BigDecimal.ONE.divide(new BigDecimal(power(1075))));

  private static final int GREATEST_POINT = 309;
  private static final int LEAST_POINT = -323;

  private DoubleRange() {}

  private static BigInteger power(int exponent) {
    return BigInteger.ONE.shiftLeft(exponent);
  }

  private static NumberParts parts(BigDecimal value) {
    NumberParts parts = new NumberParts();
    parts.read(value.toString());
    return parts;
  }

  /** Whether the nearest double of a number other than 0 is neither infinite nor 0. */
  static boolean holds(NumberParts number) {
    int point = number.point();
    if (point < GREATEST_POINT && point > LEAST_POINT) {
      return true;
    }
    return number.compareMagnitude(INFINITE) < 0 && number.compareMagnitude(ZERO) > 0;
  }
}
