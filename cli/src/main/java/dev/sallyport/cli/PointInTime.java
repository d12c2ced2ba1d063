package dev.sallyport.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the points in time that options give. */
final class PointInTime {
  private static final String UNITS = "smhd";
  private static final int[] UNIT_SECONDS = {1, 60, 3_600, 86_400};
  private static final int MAX_DIGITS = 6;

  private PointInTime() {}

  /**
   * The instant that {@code text} names: an age before {@code now} such as {@code 30s}, {@code
   * 10m}, {@code 2h} or {@code 7d}, or an ISO 8601 date and time with {@code Z} or an offset; null
   * if it is neither.
   */
  static @Nullable Instant parse(String text, Instant now) {
    int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
    if (unit >= 0) {
      long count = digits(text.substring(0, text.length() - 1));
      return count < 0 ? null : now.minusSeconds(count * UNIT_SECONDS[unit]);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long digits(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
