package dev.sallyport.engine.arguments;

import java.util.Arrays;

/** A shape as it is written: UTF-8 in one reused array. Not for several threads. */
final class ShapeText {
  /** What is kept for the next shape; more is given back. */
  private static final int KEPT_BYTES = 1 << 14;

  private static final int USUAL_BYTES = 1 << 9;
  private static final int LONGEST_CODE_POINT = 4;
  private static final int LONGEST_NUMBER = 10;
  private static final int REPLACEMENT = 0xfffd;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;
  private int characters;

  void clear() {
    length = 0;
    characters = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[USUAL_BYTES];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Length in UTF-16 characters. */
  int characters() {
    return characters;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }

  void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    characters++;
  }

  void put(byte[] ascii) {
    putAscii(ascii, 0, ascii.length);
  }

  void putAscii(byte[] text, int from, int to) {
    int count = to - from;
    reserve(count);
    System.arraycopy(text, from, bytes, length, count);
    length += count;
    characters += count;
  }

  /** Puts a number that is not negative. */
  void put(int number) {
    reserve(LONGEST_NUMBER);
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = number;
    for (int at = length + digits; at-- > length; rest /= 10) {
      bytes[at] = (byte) ('0' + rest % 10);
    }
    length += digits;
    characters += digits;
  }

  /**
   * Puts a character of a text between quotes, escaped where JSON wants it. Half a surrogate pair
   * becomes U+FFFD, as everywhere in a log.
   */
  void putQuoted(int codePoint) {
    if (codePoint < ' ' || codePoint == '"' || codePoint == '\\') {
      escape((char) codePoint);
      return;
    }
    reserve(LONGEST_CODE_POINT);
    boolean unpaired = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    length = Utf8.encode(unpaired ? REPLACEMENT : codePoint, bytes, length);
    characters += Character.charCount(codePoint);
  }

  private void escape(char unit) {
    char letter = letter(unit);
    put('\\');
    put(letter);
    if (letter == 'u') {
      put('0');
      put('0');
      put((char) HEX[unit >> 4]);
      put((char) HEX[unit & 15]);
    }
  }

  private static char letter(char unit) {
    switch (unit) {
      case '\b':
        return 'b';
      case '\t':
        return 't';
      case '\n':
        return 'n';
      case '\f':
        return 'f';
      case '\r':
        return 'r';
      case '"':
      case '\\':
        return unit;
      default:
        return 'u';
    }
  }
}
