package dev.sallyport.cli;

/** Durations in a few readable digits. */
final class Durations {
  private static final String[] UNITS = {"ns", "us", "ms", "s"};

  private Durations() {}

  /** Such as {@code 850us}, {@code 14.2ms}, {@code 2.1s} or {@code 3m05s}; cut, not rounded. */
  static String show(long nanos) {
    if (nanos < 0) {
      return "?";
    }
    if (nanos >= 60_000_000_000L) {
      return minutes(nanos / 1_000_000_000L);
    }
    int unit = 0;
    long divisor = 1;
    while (unit < UNITS.length - 1 && nanos / divisor >= 1_000) {
      divisor *= 1_000;
      unit++;
    }
    long whole = nanos / divisor;
    boolean tenths = divisor > 1 && whole < 100;
    return whole + (tenths ? "." + nanos % divisor * 10 / divisor : "") + UNITS[unit];
  }

  private static String minutes(long seconds) {
    long rest = seconds % 60;
    return seconds / 60 + (rest < 10 ? "m0" : "m") + rest + "s";
  }
}
