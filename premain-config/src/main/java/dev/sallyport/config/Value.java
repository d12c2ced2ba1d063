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
    if (digits == 0) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number > (Long.MAX_VALUE >> shift) ? -1 : number << shift;
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
