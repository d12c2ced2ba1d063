package dev.sallyport.engine.arguments;

/** Checks the texts of JSON (RFC 8259, section 7). */
final class JsonTexts {
  private static final int FAILED = -1;

  private final Problem problem;
  private byte[] text = Scratch.NONE;
  private int end;
  private boolean escaped;

  JsonTexts(Problem problem) {
    this.problem = problem;
  }

  void read(byte[] source, int length) {
    text = source;
    end = length;
  }

  /** Whether the text that {@link #closingQuote} passed last has escapes. */
  boolean escaped() {
    return escaped;
  }

  /** The position of the quote that ends a text; negative for a problem. */
  int closingQuote(int from) {
    escaped = false;
    int at = from;
    while (true) {
      at = special(at);
      if (at >= end) {
        return problem.set(Problem.OPEN_TEXT, from - 1, end, 0);
      }
      byte character = text[at];
      if (character == '"') {
        return at;
      }
      if (character != '\\') {
        return fail(Problem.CONTROL_CHARACTER, at);
      }
      escaped = true;
      at = escape(at);
      if (at < 0) {
        return FAILED;
      }
    }
  }

  /** The next quote, backslash or control character, or the end. */
  private int special(int from) {
    byte[] bytes = text;
    int at = from;
    for (int last = end - 8; at <= last; at += 8) {
      long marks = Words.special(Words.at(bytes, at));
      if (marks != 0) {
        return at + Words.first(marks);
      }
    }
    while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xe0) != 0) {
      at++;
    }
    return at;
  }

  private int escape(int at) {
    byte character = at + 1 < end ? text[at + 1] : 0;
    switch (character) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        return at + 2;
      case 'u':
        return unicodeEscape(at);
      default:
        return problem.set(Problem.ESCAPE, at, at + 2, 0);
    }
  }

  private int unicodeEscape(int at) {
    int unit = at + 6 <= end ? Escapes.hex(text, at + 2) : -1;
    if (unit < 0) {
      return problem.set(Problem.ESCAPE, at, at + 6, 0);
    }
    if (!Character.isSurrogate((char) unit)) {
      return at + 6;
    }
    boolean pair =
        Character.isHighSurrogate((char) unit)
            && at + 12 <= end
            && text[at + 6] == '\\'
            && text[at + 7] == 'u'
            && Escapes.hex(text, at + 8) >= 0
            && Character.isLowSurrogate((char) Escapes.hex(text, at + 8));
    return pair ? at + 12 : fail(Problem.SURROGATE, at);
  }

  private int fail(int code, int at) {
    return problem.set(code, at, at, 0);
  }
}
