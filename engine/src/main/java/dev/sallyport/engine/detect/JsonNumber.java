package dev.sallyport.engine.detect;

/** Numbers of JSON as detectors see them. */
final class JsonNumber {
  /** Digits of an integer that a detector is shown without its exponent; none needs more. */
  private static final int INTEGER_DIGITS = 64;

  private JsonNumber() {}

  /** An integer in plain digits, because 4.1e3 is 4100; anything else as it is written. */
  static String integer(String notation) {
    int exponentSign = Math.max(notation.indexOf('e'), notation.indexOf('E'));
    String mantissa = exponentSign < 0 ? notation : notation.substring(0, exponentSign);
    int point = mantissa.indexOf('.');
    if (exponentSign < 0 && point < 0) {
      return notation;
    }
    int exponent = exponentSign < 0 ? 0 : exponent(notation, exponentSign + 1);
    int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
    StringBuilder digits = new StringBuilder(mantissa);
    if (point >= 0) {
      digits.deleteCharAt(point);
    }
    int zeros = exponent - decimals;
    while (zeros < 0 && digits.length() > 1 && digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
      zeros++;
    }
    if (zeros < 0 || zeros > INTEGER_DIGITS || digits.length() > INTEGER_DIGITS) {
      return notation;
    }
    return withoutLeadingZeros(digits.append("0".repeat(zeros)));
  }

  private static String withoutLeadingZeros(StringBuilder digits) {
    int from = 0;
    while (from < digits.length() - 1 && "-0".indexOf(digits.charAt(from)) >= 0) {
      from++;
    }
    return digits.substring(from);
  }

  /** The exponent, or one that is beyond any card number if it is longer than five characters. */
  private static int exponent(String notation, int from) {
    return notation.length() - from > 5
        ? Integer.MIN_VALUE / 2
        : Integer.parseInt(notation.substring(notation.charAt(from) == '+' ? from + 1 : from));
  }
}
