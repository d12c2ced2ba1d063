package dev.sallyport.engine.pattern;

import dev.sallyport.engine.Quoted;

/** A position in a pattern. */
final class PatternCursor {
  static final int END = -1;

  final String text;
  int at;

  PatternCursor(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** The UTF-16 character {@code ahead} of here, or {@link #END}. */
  int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  /** Skips {@code expected} if it is next. */
  boolean skip(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  /** Reads a code point; not at the end. */
  int codePoint() throws PatternException {
    int codePoint = text.codePointAt(at);
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      throw unexpected(at, at + 1, "valid Unicode text");
    }
    at += Character.charCount(codePoint);
    return codePoint;
  }

  /** What is between two offsets is not what was wanted. */
  PatternException unexpected(int from, int to, String wanted) {
    int end = Math.min(to, text.length());
    String got = end <= from ? "the end of the pattern" : Quoted.of(text.substring(from, end));
    return new PatternException(from, "got " + got + ", wanted " + wanted);
  }
}
