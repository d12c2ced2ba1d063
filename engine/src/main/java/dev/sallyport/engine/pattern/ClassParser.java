package dev.sallyport.engine.pattern;

/** A class in brackets. */
final class ClassParser {
  private ClassParser() {}

  /** The ranges of the class that the cursor is at the {@code [} of. */
  static int[] parse(PatternCursor cursor, boolean foldsCase) throws PatternException {
    int from = cursor.at++;
    boolean isNegated = cursor.skip("^");
    CharacterSet set = new CharacterSet();
    boolean isFirst = true;
    while (isFirst || cursor.peek(0) != ']') {
      if (cursor.isAtEnd()) {
        throw cursor.unexpected(from, cursor.text.length(), "`]` at the end of a class");
      }
      isFirst = false;
      item(cursor, foldsCase, set);
    }
    cursor.at++;
    return EscapeParser.adjusted(set.ranges(), foldsCase, isNegated);
  }

  private static void item(PatternCursor cursor, boolean foldsCase, CharacterSet set)
      throws PatternException {
    int[] ranges = posixClass(cursor, foldsCase);
    if (ranges.length == 0) {
      int[] escaped = EscapeParser.characterClass(cursor, foldsCase);
      ranges = escaped == null ? range(cursor) : escaped;
    }
    set.addAll(ranges);
  }

  /** A code point, or two with {@code -} between; a {@code -} before {@code ]} is itself. */
  private static int[] range(PatternCursor cursor) throws PatternException {
    int from = cursor.at;
    int low = character(cursor);
    int high = low;
    int next = cursor.peek(1);
    if (cursor.peek(0) == '-' && next != ']' && next != PatternCursor.END) {
      cursor.at++;
      high = character(cursor);
      if (high < low) {
        throw cursor.unexpected(from, cursor.at, "a range from the lower to the higher character");
      }
    }
    return new int[] {low, high};
  }

  private static int character(PatternCursor cursor) throws PatternException {
    return cursor.peek(0) == '\\' ? EscapeParser.character(cursor) : cursor.codePoint();
  }

  /** The ranges of {@code [:name:]} or {@code [:^name:]}; empty if something else is next. */
  private static int[] posixClass(PatternCursor cursor, boolean foldsCase) throws PatternException {
    int end =
        cursor.text.startsWith("[:", cursor.at) ? cursor.text.indexOf(":]", cursor.at + 2) : -1;
    if (end < 0) {
      return CharacterSet.NONE;
    }
    int from = cursor.at;
    cursor.at += 2;
    boolean isNegated = cursor.skip("^");
    int[] ranges = end < cursor.at ? null : NamedClass.posix(cursor.text.substring(cursor.at, end));
    cursor.at = end + 2;
    if (ranges == null) {
      throw cursor.unexpected(from, cursor.at, "a class like `[:alpha:]`");
    }
    return EscapeParser.adjusted(ranges, foldsCase, isNegated);
  }
}
