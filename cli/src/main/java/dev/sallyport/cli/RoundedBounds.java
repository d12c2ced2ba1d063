package dev.sallyport.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Bounds that hold what was seen and are rounded outward to two digits, as people write them. */
final class RoundedBounds {
  private static final int DIGITS = 2;
  private static final int EXACT_SIZE = 10;

  private RoundedBounds() {}

  /** At most {@code min}; on the same side of zero. */
  static BigDecimal low(BigDecimal min, BigDecimal max) {
    return rounded(min, max, RoundingMode.FLOOR);
  }

  /** At least {@code max}; on the same side of zero. */
  static BigDecimal high(BigDecimal min, BigDecimal max) {
    return rounded(max, min, RoundingMode.CEILING);
  }

  private static BigDecimal rounded(BigDecimal bound, BigDecimal other, RoundingMode outward) {
    if (bound.signum() == 0 || bound.compareTo(other) == 0) {
      return bound;
    }
    BigDecimal largest = bound.abs().max(other.abs());
    BigDecimal rounded = bound.setScale(scale(largest, bound), outward);
    // A small bound would be rounded to zero: it keeps digits of its own.
    return rounded.signum() == 0 ? bound.setScale(scale(bound, bound), outward) : rounded;
  }

  /** The scale that keeps two digits of {@code number}, and no decimals of whole numbers. */
  private static int scale(BigDecimal number, BigDecimal bound) {
    int digitsBeforePoint = number.precision() - number.scale();
    int scale = DIGITS - digitsBeforePoint;
    boolean whole = bound.stripTrailingZeros().scale() <= 0;
    return whole ? Math.min(scale, 0) : scale;
  }

  /** A number of characters, rounded up. */
  static int size(int size) {
    if (size <= EXACT_SIZE) {
      return size;
    }
    int unit = 1;
    while (size / unit >= 100) {
      unit *= 10;
    }
    unit = Math.max(unit, 10);
    return (int) Math.min(Integer.MAX_VALUE, ((long) size + unit - 1) / unit * unit);
  }
}
