package dev.sallyport.engine.arguments;

/** The powers of ten that a long can hold. */
final class PowersOfTen {
  private static final long[] POWERS = new long[19];

  static {
    long power = 1;
    for (int exponent = 0; exponent < POWERS.length; exponent++) {
      POWERS[exponent] = power;
      power *= 10;
    }
  }

  private PowersOfTen() {}

  /** 10 to the power of {@code exponent}, which is 0 to 18. */
  static long of(int exponent) {
    return POWERS[exponent];
  }
}
