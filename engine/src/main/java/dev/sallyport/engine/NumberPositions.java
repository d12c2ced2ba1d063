package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Decimal;
import dev.sallyport.engine.arguments.Value;
import java.util.List;

/**
 * Finds where a number stands among literals. If literals and number fit, as whole multiples of the
 * literals' smallest unit in a long; else digit by digit.
 */
final class NumberPositions {
  private static final long[] TENS = tens();

  private final Decimal[] literals;
  private final long[] multiples;

  /** Decimal places of the unit; -1 if the literals do not fit. */
  private final int scale;

  /** {@code sorted} literals, each once. */
  NumberPositions(List<Decimal> sorted) {
    this.literals = sorted.toArray(new Decimal[0]);
    this.scale = commonScale(literals);
    this.multiples = new long[scale < 0 ? 0 : literals.length];
    for (int at = 0; at < multiples.length; at++) {
      multiples[at] = literals[at].unscaled() * TENS[scale - literals[at].scale()];
    }
  }

  private static long[] tens() {
    long[] tens = new long[19];
    tens[0] = 1;
    for (int at = 1; at < tens.length; at++) {
      tens[at] = tens[at - 1] * 10;
    }
    return tens;
  }

  private static int commonScale(Decimal[] literals) {
    int scale = 0;
    for (Decimal literal : literals) {
      if (!literal.isSmall()) {
        return -1;
      }
      scale = Math.max(scale, literal.scale());
    }
    for (Decimal literal : literals) {
      if (!fits(literal.unscaled(), scale - literal.scale())) {
        return -1;
      }
    }
    return scale;
  }

  /** Whether a number of up to 18 digits times a power of ten stays below 10^18. */
  private static boolean fits(long unscaled, int power) {
    return power <= 18 && Math.abs(unscaled) < TENS[18 - power];
  }

  /** 2i+1 if {@code number} equals literal i, 2i if it lies in the gap below literal i. */
  int position(Value number) {
    if (scale >= 0 && number.isSmall()) {
      int power = scale - number.scale();
      if (power == 0) {
        return position(number.unscaled(), true);
      }
      if (power > 0) {
        if (fits(number.unscaled(), power)) {
          return position(number.unscaled() * TENS[power], true);
        }
      } else if (power >= -18) {
        long unit = TENS[-power];
        long whole = Math.floorDiv(number.unscaled(), unit);
        return position(whole, whole * unit == number.unscaled());
      }
    }
    return exactPosition(number);
  }

  /** {@code exact}: the number is {@code whole}; else it lies between it and the next one. */
  private int position(long whole, boolean exact) {
    int low = 0;
    int high = multiples.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (multiples[middle] <= whole) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean equal = exact && low > 0 && multiples[low - 1] == whole;
    return equal ? 2 * low - 1 : 2 * low;
  }

  private int exactPosition(Value number) {
    int low = 0;
    int high = literals.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = number.compareTo(literals[middle]);
      if (order == 0) {
        return 2 * middle + 1;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }
}
