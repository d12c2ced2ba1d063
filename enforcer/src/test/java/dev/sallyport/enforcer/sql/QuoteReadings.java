package dev.sallyport.enforcer.sql;

/**
 * Where a text ends for databases that read quotes and comments in different ways: a plain reader
 * for each of the ways, without regard to words.
 */
final class QuoteReadings {
  private QuoteReadings() {}

  /** Whether in every reading {@code text} ends within a quote or a comment. */
  static boolean allHide(String text) {
    for (int way = 0; way < 64; way++) {
      if (!hides(text, way)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hides(String text, int way) {
    boolean backslash = (way & 1) != 0;
    boolean backtick = (way & 2) != 0;
    boolean bracket = (way & 4) != 0;
    boolean hash = (way & 8) != 0;
    boolean dashNeedsSpace = (way & 16) != 0;
    boolean carriageReturnEnds = (way & 32) != 0;
    char quote = 0;
    boolean line = false;
    boolean block = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (line) {
        line = c != '\n' && !(carriageReturnEnds && c == '\r');
      } else if (block) {
        if (c == '*' && next == '/') {
          block = false;
          i++;
        }
      } else if (quote != 0) {
        if (backslash && c == '\\' && (quote == '\'' || quote == '"')) {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"' || backtick && c == '`') {
        quote = c;
      } else if (bracket && c == '[') {
        quote = ']';
      } else if (hash && c == '#') {
        line = true;
      } else if (c == '-' && next == '-' && !(dashNeedsSpace && afterDashes(text, i))) {
        line = true;
        i++;
      } else if (c == '/' && next == '*') {
        block = true;
        i++;
      }
    }
    return quote != 0 || line || block;
  }

  /** Whether a sign other than a space follows two minus signs. */
  private static boolean afterDashes(String text, int at) {
    return at + 2 < text.length() && !Character.isWhitespace(text.charAt(at + 2));
  }
}
