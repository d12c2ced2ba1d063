package dev.sallyport.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads one value of a setting; {@code where} ends the messages. */
final class Value {
  private static final int MAX_NAME_LENGTH = 200;

  private Value() {}

  /** The index in {@code words} of the word that {@code value} is. */
  static int word(Setting setting, String value, String where, String... words)
      throws SettingsException {
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals(value)) {
        return i;
      }
    }
    StringBuilder wanted = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      wanted.append(i == 0 ? "`" : " or `").append(words[i]).append('`');
    }
    throw wrong(setting, value, wanted.toString(), where);
  }

  /** A number of bytes or characters: digits, then nothing, {@code k}, {@code m} or {@code g}. */
  static long size(Setting setting, String value, String where, String least, String most)
      throws SettingsException {
    long size = parseSize(value);
    if (size < parseSize(least) || size > parseSize(most)) {
      String wanted = "a size such as `64m`, from `" + least + "` to `" + most + "`";
      throw wrong(setting, value, wanted, where);
    }
    return size;
  }

  /** A number from 1 to {@code most}, in digits. */
  static int count(Setting setting, String value, String where, int most) throws SettingsException {
    long count = Character.isDigit(value.charAt(value.length() - 1)) ? parseSize(value) : -1;
    if (count < 1 || count > most) {
      throw wrong(setting, value, "a number from `1` to `" + most + "`", where);
    }
    return (int) count;
  }

  /** The size, or -1 if {@code text} is none or overflows. */
  private static long parseSize(String text) {
    int digits = text.length();
    int shift = digits == 0 ? 0 : shiftOf(text.charAt(digits - 1));
    if (shift > 0) {
      digits--;
    }
    long number = digits == 0 ? -1 : parseDigits(text, digits);
    return number < 0 || number > (Long.MAX_VALUE >> shift) ? -1 : number << shift;
  }

  /**
   * The number that the first {@code count} characters are, or -1 if they are none or too large.
   */
  private static long parseDigits(String text, int count) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int shiftOf(char suffix) {
    if (suffix == 'k') {
      return 10;
    }
    if (suffix == 'm') {
      return 20;
    }
    return suffix == 'g' ? 30 : 0;
  }

  /**
   * A time in milliseconds: digits, then {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}.
   */
  static long duration(Setting setting, String value, String where, String least, String most)
      throws SettingsException {
    long millis = parseMillis(value);
    if (millis < parseMillis(least) || millis > parseMillis(most)) {
      String wanted = "a time such as `90s`, from `" + least + "` to `" + most + "`";
      throw wrong(setting, value, wanted, where);
    }
    return millis;
  }

  /** The milliseconds, or -1 if {@code text} is no time or overflows. */
  private static long parseMillis(String text) {
    int end = text.length();
    long unit;
    if (text.endsWith("ms")) {
      end -= 2;
      unit = 1;
    } else {
      end--;
      unit = end < 0 ? 0 : unitMillis(text.charAt(end));
    }
    long number = end > 0 && unit > 0 ? parseDigits(text, end) : -1;
    return number < 0 || number > Long.MAX_VALUE / unit ? -1 : number * unit;
  }

  private static long unitMillis(char unit) {
    if (unit == 's') {
      return 1_000;
    }
    if (unit == 'm') {
      return 60_000;
    }
    if (unit == 'h') {
      return 3_600_000;
    }
    return unit == 'd' ? 86_400_000 : 0;
  }

  /** The age in milliseconds that {@code value} is, or 0 if it is {@code none} or a size. */
  static long retentionMillis(Setting setting, String value, String where)
      throws SettingsException {
    char unit = value.charAt(value.length() - 1);
    long millis = unit == 'h' || unit == 'd' ? parseMillis(value) : 0;
    long bytes = retentionBytes(value);
    boolean age = millis >= parseMillis("1h") && millis <= parseMillis("3650d");
    boolean size = bytes >= parseSize("16m") && bytes <= parseSize("1024g");
    if (!age && !size && !value.equals("none")) {
      String wanted =
          "`none`, an age such as `30d` from `1h` to `3650d`, or a size such as `10g` from `16m` to"
              + " `1024g`";
      throw wrong(setting, value, wanted, where);
    }
    return age ? millis : 0;
  }

  /** The size in bytes that {@code value} is, or 0 if it is {@code none} or an age. */
  static long retentionBytes(String value) {
    char unit = value.charAt(value.length() - 1);
    return unit == 'm' || unit == 'g' ? parseSize(value) : 0;
  }

  /** Text of one line. */
  static String text(Setting setting, String value, String where) throws SettingsException {
    for (int i = 0; i < value.length(); i++) {
      if (!Message.isPrintable(value.charAt(i))) {
        throw wrong(setting, value, "printable characters", where);
      }
    }
    if (value.isBlank()) {
      throw wrong(setting, value, "more than spaces", where);
    }
    return value;
  }

  /** What can name a key: no space of any kind, no {@code +}. */
  static String keyName(Setting setting, String value, String where) throws SettingsException {
    boolean good = value.length() <= MAX_NAME_LENGTH;
    for (int i = 0; good && i < value.length(); i++) {
      char c = value.charAt(i);
      good = Message.isPrintable(c) && c != '+' && !Character.isSpaceChar(c);
    }
    if (!good) {
      throw wrong(setting, value, "1 to 200 printable characters without spaces and `+`", where);
    }
    return value;
  }

  static Path path(Setting setting, String value, String where) throws SettingsException {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw wrong(setting, value, "a path", where);
    }
  }

  static String name(Setting setting, String value, String where) throws SettingsException {
    boolean good = value.length() <= MAX_NAME_LENGTH && value.equals(value.strip());
    for (int i = 0; good && i < value.length(); i++) {
      good = Message.isPrintable(value.charAt(i));
    }
    if (!good) {
      String wanted =
          "1 to 200 printable characters without space at either end, which records can show";
      throw wrong(setting, value, wanted, where);
    }
    return value;
  }

  private static SettingsException wrong(
      Setting setting, String value, String wanted, String where) {
    return new SettingsException(
        setting.key() + ": got " + Message.quote(value) + ", wanted " + wanted + where);
  }
}
