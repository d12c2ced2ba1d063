package dev.sallyport.engine.arguments;

/**
 * The exact value of a number that a policy states. Immutable, and made without {@link
 * java.math.BigDecimal}, whose first use costs milliseconds where policies are read.
 */
public final class Decimal implements Comparable<Decimal> {
  final NumberParts parts = new NumberParts();
  private final String literal;

  private Decimal(String literal) {
    this.literal = literal;
    parts.read(literal);
  }

  /**
   * The number that {@code literal} states in JSON's form, leading zeros allowed: {@code -12.50},
   * {@code 1e3}.
   *
   * @throws IllegalArgumentException if it is no such number
   */
  public static Decimal parse(String literal) {
    if (!isNumber(literal)) {
      throw new IllegalArgumentException("got `" + literal + "`, wanted a number");
    }
    return new Decimal(literal);
  }

  private static boolean isNumber(String literal) {
    int at = literal.startsWith("-") ? 1 : 0;
    int end = digits(literal, at);
    if (end == at) {
      return false;
    }
    at = end;
    if (at < literal.length() && literal.charAt(at) == '.') {
      end = digits(literal, ++at);
      if (end == at) {
        return false;
      }
      at = end;
    }
    return at == literal.length() || isExponent(literal, at);
  }

  private static boolean isExponent(String literal, int from) {
    if (literal.charAt(from) != 'e' && literal.charAt(from) != 'E') {
      return false;
    }
    int at = from + 1;
    if (at < literal.length() && (literal.charAt(at) == '+' || literal.charAt(at) == '-')) {
      at++;
    }
    return at < literal.length() && digits(literal, at) == literal.length();
  }

  private static int digits(String literal, int from) {
    int at = from;
    while (at < literal.length() && literal.charAt(at) >= '0' && literal.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return parts.sign;
  }

  /** Whether {@link #unscaled} and {@link #scale} are the value. */
  public boolean isSmall() {
    return parts.small;
  }

  /** The value times 10 to the power of {@link #scale}, below 10^18; only if small. */
  public long unscaled() {
    return parts.unscaled;
  }

  /** 0 to 18, the least that makes {@link #unscaled} whole; only if small. */
  public int scale() {
    return parts.scale;
  }

  @Override
  public int compareTo(Decimal other) {
    return parts.compareTo(other.parts);
  }

  /** By value: 1, 1.0 and 1e0 are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal decimal && compareTo(decimal) == 0;
  }

  @Override
  public int hashCode() {
    return parts.small ? Long.hashCode(parts.unscaled) * 31 + parts.scale : parts.sign;
  }

  @Override
  public String toString() {
    return literal;
  }
}
