package dev.sallyport.engine.arguments;

import java.nio.charset.StandardCharsets;

/**
 * The exact value of a JSON number: {@code 0.ddd * 10^point} with the digits left in the text, and
 * beside it, if it is small, the same as {@code unscaled / 10^scale}.
 */
final class NumberParts {
  /** An exponent beyond this is cut to it; such numbers are zero or were refused. */
  private static final int EXPONENT_LIMIT = 1_000_000;

  private static final int SMALL_DIGITS = 18;
  private static final byte[] NONE = {};

  /** -1, 0 or 1. */
  int sign;

  boolean small;
  long unscaled;
  int scale;

  /** Where the digits are; a number that was set as a long has them there when it must. */
  private byte[] text = NONE;

  private byte[] own = NONE;
  private boolean written;

  /** Positions of the first and last digit that is not 0. */
  private int first;

  private int last;
  private int point;
  private int places;

  /** Of ten, by which the digits up to the last that is not 0 are multiplied. */
  private int power;

  /** Lets go of the text; to be set or read before it is asked again. */
  void forget() {
    text = NONE;
  }

  void set(long value) {
    sign = Long.signum(value);
    unscaled = value;
    scale = 0;
    small = value < PowersOfTen.of(SMALL_DIGITS) && value > -PowersOfTen.of(SMALL_DIGITS);
    written = false;
    power = 0;
  }

  /** Writes the digits of a number that was set as a long. */
  private void write() {
    if (written) {
      return;
    }
    if (own.length == 0) {
      own = new byte[20];
    }
    int at = own.length;
    long rest = unscaled;
    do {
      own[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (unscaled < 0) {
      own[--at] = '-';
    }
    read(own, at, own.length);
  }

  void read(String digits) {
    byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
    read(bytes, 0, bytes.length);
  }

  /** Reads a number whose form has been checked, the short way if it is whole and small. */
  void readShort(byte[] digits, int from, int to) {
    boolean negative = digits[from] == '-';
    int at = negative ? from + 1 : from;
    if (to - at > SMALL_DIGITS) {
      read(digits, from, to);
      return;
    }
    long value = 0;
    for (; at < to; at++) {
      int digit = digits[at] - '0';
      if (digit < 0 || digit > 9) {
        read(digits, from, to);
        return;
      }
      value = value * 10 + digit;
    }
    set(negative ? -value : value);
  }

  /** Reads a number whose form has been checked. */
  void read(byte[] digits, int from, int to) {
    text = digits;
    written = true;
    boolean negative = digits[from] == '-';
    int at = negative ? from + 1 : from;
    int place = 0; // of the digit at hand, counted from 1
    int whole = -1; // digits before the point
    int firstPlace = 0;
    int lastPlace = 0;
    long value = 0;
    for (; at < to; at++) {
      int digit = digits[at] - '0';
      if (digit > 0 && digit <= 9) {
        place++;
        if (firstPlace == 0) {
          firstPlace = place;
          first = at;
          lastPlace = place - 1;
        }
        if (place - firstPlace < SMALL_DIGITS) {
          value = value * PowersOfTen.of(place - lastPlace) + digit;
        }
        lastPlace = place;
        last = at;
      } else if (digit == 0) {
        place++;
      } else if (digit == '.' - '0') {
        whole = place;
      } else {
        break;
      }
    }
    int exponent = exponent(digits, at + 1, to);
    sign = firstPlace == 0 ? 0 : negative ? -1 : 1;
    if (whole < 0) {
      whole = place;
    }
    point = exponent + whole - firstPlace + 1;
    places = place - whole - exponent;
    power = exponent + whole - lastPlace;
    setSmall(value, lastPlace - firstPlace + 1);
  }

  private void setSmall(long digits, int count) {
    unscaled = 0;
    scale = 0;
    small = true;
    if (sign == 0) {
      return;
    }
    small = count <= SMALL_DIGITS && power >= -SMALL_DIGITS && count + power <= SMALL_DIGITS;
    if (!small) {
      return;
    }
    unscaled = sign * (power > 0 ? digits * PowersOfTen.of(power) : digits);
    scale = power < 0 ? -power : 0;
  }

  /** The number from {@code from}, 0 if there is none, cut to what is surely out of range. */
  static int exponent(byte[] digits, int from, int to) {
    if (from >= to) {
      return 0;
    }
    boolean negative = digits[from] == '-';
    int value = 0;
    for (int at = negative || digits[from] == '+' ? from + 1 : from; at < to; at++) {
      value = Math.min(value * 10 + digits[at] - '0', EXPONENT_LIMIT);
    }
    return negative ? -value : value;
  }

  int compareTo(NumberParts other) {
    if (small && other.small) {
      return compareSmall(other);
    }
    if (sign != other.sign || sign == 0) {
      return Integer.compare(sign, other.sign);
    }
    return sign * compareMagnitude(other);
  }

  private int compareSmall(NumberParts other) {
    if (scale == other.scale) {
      return Long.compare(unscaled, other.unscaled);
    }
    return scale < other.scale
        ? compareProduct(unscaled, PowersOfTen.of(other.scale - scale), other.unscaled)
        : -compareProduct(other.unscaled, PowersOfTen.of(scale - other.scale), unscaled);
  }

  /** Compares {@code factor * power} in 128 bits with {@code other}. */
  private static int compareProduct(long factor, long power, long other) {
    int high = Long.compare(Math.multiplyHigh(factor, power), other >> 63);
    return high != 0 ? high : Long.compareUnsigned(factor * power, other);
  }

  /** Digit by digit: neither is 0, and at least one is not small. */
  int compareMagnitude(NumberParts other) {
    write();
    other.write();
    if (point != other.point) {
      return Integer.compare(point, other.point);
    }
    int at = first;
    int otherAt = other.first;
    while (at <= last && otherAt <= other.last) {
      int difference = text[at] - other.text[otherAt];
      if (difference != 0) {
        return difference < 0 ? -1 : 1;
      }
      at = after(text, at);
      otherAt = after(other.text, otherAt);
    }
    return at <= last ? 1 : otherAt <= other.last ? -1 : 0;
  }

  /** Whether the number has no fraction, however it is written. */
  boolean isWhole() {
    return sign == 0 || power >= 0;
  }

  /** Decimal places as written, less the exponent. */
  int places() {
    return places;
  }

  /** Where the point is, from the first digit that is not 0: 1 for 1.5, 0 for 0.15. */
  int point() {
    return point;
  }

  private static int after(byte[] digits, int at) {
    return at + 1 < digits.length && digits[at + 1] == '.' ? at + 2 : at + 1;
  }
}
