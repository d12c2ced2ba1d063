package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;

/** One field of the time in one zone, read from the call's time. Immutable. */
final class TimeFact {
  static final int TEXT_BYTES = 10;
  private static final String[] WEEKDAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };
  private static final long DAY_SECONDS = 86_400;

  private final TimeField field;
  private final ZoneClock clock;

  TimeFact(TimeField field, ZoneClock clock) {
    this.field = field;
    this.clock = clock;
  }

  /**
   * Reads the field.
   *
   * @param text at least {@link #TEXT_BYTES} bytes, which {@code result} may refer to
   */
  void read(long epochMillis, byte[] text, Value result) {
    long local = clock.localSeconds(epochMillis);
    long day = Math.floorDiv(local, DAY_SECONDS);
    int minutes = (int) (Math.floorMod(local, DAY_SECONDS) / 60);
    switch (field) {
      case HOUR:
        result.setSmall(minutes / 60);
        break;
      case MINUTE:
        result.setSmall(minutes % 60);
        break;
      case WEEKDAY:
        result.setText(WEEKDAYS[(int) Math.floorMod(day + 3, 7L)]); // 1970-01-01 was a Thursday
        break;
      case DATE:
        writeDate(day, text);
        result.setLatin1(text, 0, 10);
        break;
      case CLOCK:
        writeTwo(text, 0, minutes / 60);
        text[2] = ':';
        writeTwo(text, 3, minutes % 60);
        result.setLatin1(text, 0, 5);
        break;
    }
  }

  /** The Gregorian date of a day counted from 1970-01-01, in years that begin in March. */
  private static void writeDate(long day, byte[] text) {
    long sinceEra = day + 719_468; // days since 0000-03-01
    long era = Math.floorDiv(sinceEra, 146_097L);
    int dayOfEra = (int) (sinceEra - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    writeTwo(text, 0, year / 100);
    writeTwo(text, 2, year % 100);
    text[4] = '-';
    writeTwo(text, 5, month);
    text[7] = '-';
    writeTwo(text, 8, dayOfMonth);
  }

  private static void writeTwo(byte[] text, int at, int number) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
  }
}
