package dev.sallyport.engine.pattern;

/**
 * What is known of the character on one side of a position, as bits. Before a position: it is a
 * word character; a line begins here; the text begins here. After it: likewise, with ends.
 */
final class Facts {
  static final int WORD = 1;
  static final int LINE = 2;
  static final int TEXT = 4;

  /** At the start, or the end, of the text. */
  static final int EDGE = LINE | TEXT;

  private Facts() {}

  /** Whether an assertion holds between two characters. */
  static boolean hold(int assertion, int before, int after) {
    switch (assertion) {
      case Program.TEXT_START:
        return (before & TEXT) != 0;
      case Program.LINE_START:
        return (before & LINE) != 0;
      case Program.TEXT_END:
        return (after & TEXT) != 0;
      case Program.LINE_END:
        return (after & LINE) != 0;
      case Program.WORD_BOUNDARY:
        return ((before ^ after) & WORD) != 0;
      default:
        return ((before ^ after) & WORD) == 0;
    }
  }

  /** Whether what comes before a position is all that the assertion asks for. */
  static boolean looksBackOnly(int assertion) {
    return assertion <= Program.LINE_START;
  }

  /** The facts before a position that an assertion depends on. */
  static int wantedBefore(int assertion) {
    switch (assertion) {
      case Program.TEXT_START:
        return TEXT;
      case Program.LINE_START:
        return LINE;
      case Program.TEXT_END:
      case Program.LINE_END:
        return 0;
      default:
        return WORD;
    }
  }

  /** The facts after a position whose next character is this one, or before one it precedes. */
  static int of(int character) {
    if (character == '\n') {
      return LINE;
    }
    boolean isWord =
        character >= 'a' && character <= 'z'
            || character >= 'A' && character <= 'Z'
            || character >= '0' && character <= '9'
            || character == '_';
    return isWord ? WORD : 0;
  }
}
