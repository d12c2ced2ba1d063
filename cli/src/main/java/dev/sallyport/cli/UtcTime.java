package dev.sallyport.cli;

import java.time.LocalDate;

/**
 * Instants as ISO 8601 text in UTC, of fixed width. Written by hand because the formatters of
 * {@code java.time} cost a cold JVM more time than reading a small log.
 */
final class UtcTime {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private UtcTime() {}

  /** Such as {@code 2026-11-21T10:14:03.123Z}, cut to the millisecond. */
  static String millis(long epochMicros) {
    return format(epochMicros, 3, Math.floorMod(epochMicros, MICROS_PER_SECOND) / 1_000);
  }

  /** Such as {@code 2026-11-21T10:14:03.123456Z}. */
  static String micros(long epochMicros) {
    return format(epochMicros, 6, Math.floorMod(epochMicros, MICROS_PER_SECOND));
  }

  private static String format(long epochMicros, int fractionDigits, long fraction) {
    long seconds = Math.floorDiv(epochMicros, MICROS_PER_SECOND);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    long ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
    StringBuilder text = new StringBuilder(27).append(date).append('T');
    pad(text, ofDay / 3_600, 2);
    pad(text.append(':'), ofDay / 60 % 60, 2);
    pad(text.append(':'), ofDay % 60, 2);
    pad(text.append('.'), fraction, fractionDigits);
    return text.append('Z').toString();
  }

  private static void pad(StringBuilder text, long number, int digits) {
    String plain = Long.toString(number);
    for (int i = plain.length(); i < digits; i++) {
      text.append('0');
    }
    text.append(plain);
  }
}
