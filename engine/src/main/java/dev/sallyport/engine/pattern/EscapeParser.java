package dev.sallyport.engine.pattern;

import org.jspecify.annotations.Nullable;

/** What begins with a backslash, in a class or outside. */
final class EscapeParser {
  private static final String WANTED = "an escape of RE2 syntax";

  private EscapeParser() {}

  /** The code point of an escape; the cursor is at the backslash. */
  static int character(PatternCursor cursor) throws PatternException {
    int from = cursor.at;
    int letter = cursor.peek(1);
    if (letter == PatternCursor.END) {
      throw new PatternException(from, "got `\\` at the end of the pattern, wanted an escape");
    }
    cursor.at += 2;
    switch (letter) {
      case 'a':
        return 0x07;
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return 0x0b;
      case 'x':
        return hexadecimal(cursor, from);
      default:
        return letter >= '0' && letter <= '7' ? octal(cursor, from, letter) : itself(cursor, from);
    }
  }

  private static int itself(PatternCursor cursor, int from) throws PatternException {
    int letter = cursor.text.charAt(from + 1);
    boolean isAlphanumeric =
        letter >= '0' && letter <= '9'
            || letter >= 'A' && letter <= 'Z'
            || letter >= 'a' && letter <= 'z';
    if (letter >= 0x80 || isAlphanumeric) {
      int end = from + 1 + Character.charCount(cursor.text.codePointAt(from + 1));
      throw cursor.unexpected(from, end, wantedInsteadOf(letter));
    }
    return letter;
  }

  private static String wantedInsteadOf(int letter) {
    if (letter == 'Z') {
      return WANTED + " (the end of the text is `\\z`)";
    }
    return letter == 'k' || letter == '8' || letter == '9'
        ? WANTED + " (back-references are not supported)"
        : WANTED;
  }

  private static int octal(PatternCursor cursor, int from, int digit) throws PatternException {
    if (digit != '0' && !isOctal(cursor.peek(0))) {
      throw cursor.unexpected(from, cursor.at, WANTED + " (back-references are not supported)");
    }
    int value = digit - '0';
    for (int i = 0; i < 2 && isOctal(cursor.peek(0)); i++) {
      value = value * 8 + cursor.peek(0) - '0';
      cursor.at++;
    }
    return value;
  }

  private static boolean isOctal(int character) {
    return character >= '0' && character <= '7';
  }

  private static int hexadecimal(PatternCursor cursor, int from) throws PatternException {
    boolean isInBraces = cursor.skip("{");
    int most = isInBraces ? Integer.MAX_VALUE : 2;
    int value = 0;
    int digits = 0;
    for (int digit = digit(cursor.peek(0)); digits < most && digit >= 0; digits++) {
      value = value * 16 + digit;
      cursor.at++;
      if (value > CharacterSet.MAX) {
        throw cursor.unexpected(from, cursor.at, "a code point of at most 10FFFF");
      }
      digit = digit(cursor.peek(0));
    }
    if (isInBraces ? digits == 0 || !cursor.skip("}") : digits < 2) {
      throw cursor.unexpected(from, cursor.at + 1, "`\\xHH` or `\\x{H...}` in hexadecimal digits");
    }
    return value;
  }

  private static int digit(int character) {
    return character < 0x80 ? Character.digit(character, 16) : -1;
  }

  /**
   * The ranges of {@code \d \D \s \S \w \W \pN \p{Name} \P{Name}}, or null (and nothing read) if
   * something else is next.
   */
  static int @Nullable [] characterClass(PatternCursor cursor, boolean foldsCase)
      throws PatternException {
    int letter = cursor.peek(1);
    if (cursor.peek(0) != '\\' || letter == PatternCursor.END || letter >= 0x80) {
      return null;
    }
    if (letter == 'p' || letter == 'P') {
      return unicodeClass(cursor, foldsCase);
    }
    int[] ranges = NamedClass.perl((char) (letter | 0x20));
    if (ranges == null) {
      return null;
    }
    cursor.at += 2;
    return adjusted(ranges, foldsCase, letter < 'a');
  }

  private static int[] unicodeClass(PatternCursor cursor, boolean foldsCase)
      throws PatternException {
    int from = cursor.at;
    boolean isNegated = cursor.peek(1) == 'P';
    cursor.at += 2;
    String name;
    if (cursor.skip("{")) {
      if (cursor.skip("^")) {
        isNegated = !isNegated;
      }
      int end = cursor.text.indexOf('}', cursor.at);
      if (end < 0) {
        throw cursor.unexpected(from, cursor.text.length(), "`}` after the name of a class");
      }
      name = cursor.text.substring(cursor.at, end);
      cursor.at = end + 1;
    } else {
      name = cursor.isAtEnd() ? "" : Character.toString(cursor.codePoint());
    }
    int[] ranges = UnicodeClass.of(name);
    if (ranges == null) {
      String wanted = "a general category (`L`, `Lu`) or a script (`Greek`) of Unicode";
      throw cursor.unexpected(from, cursor.at, wanted);
    }
    return adjusted(ranges, foldsCase, isNegated);
  }

  /** Folds first, then negates: what is left is neither in the class nor like something in it. */
  static int[] adjusted(int[] ranges, boolean foldsCase, boolean isNegated) {
    int[] folded = foldsCase ? CaseFolding.closure(ranges) : ranges;
    return isNegated ? CharacterSet.complement(folded) : folded;
  }
}
