package dev.sallyport.cli;

import org.jspecify.annotations.Nullable;

/**
 * Makes text that a model controls safe to show on a terminal: it can neither move the cursor, nor
 * colour, hide or reorder what stands around it, nor look like another column. The result is one
 * line; what can't be shown as it is stands there as {@code \n}, {@code \t}, {@code \r} or {@code
 * \}{@code u{1b}}, and a backslash of the text as two, so that no two texts look the same.
 */
final class TerminalText {
  /** Stacked marks beyond these are escaped: a hundred of them cover the lines above. */
  private static final int MAX_MARKS_IN_A_ROW = 3;

  private static final String CUT = "...";

  /** Characters of other types that show as nothing or as a space; first and last of each range. */
  private static final int[] INVISIBLE = {
    0x034F, 0x034F, // combining grapheme joiner
    0x115F, 0x1160, // Hangul fillers
    0x17B4, 0x17B5, // Khmer inherent vowels
    0x180B, 0x180F, // Mongolian variation selectors
    0x2800, 0x2800, // blank Braille pattern
    0x3164, 0x3164, // Hangul filler
    0xFE00, 0xFE0F, // variation selectors
    0xFFA0, 0xFFA0, // half-width Hangul filler
    0xFFFC, 0xFFFC, // object replacement
    0x1D159, 0x1D159, // null note head
    0xE0000, 0xE0FFF, // tags and more variation selectors
  };

  /** Ranges that take two columns: East Asian Wide and Fullwidth, UAX #11, in whole blocks. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3,
    0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0,
    0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F265, 0x1F300,
    0x1F64F, 0x1F680, 0x1F6FF, 0x1F7E0, 0x1F7EB, 0x1F900, 0x1FAFF, 0x20000, 0x3FFFD,
  };

  private final StringBuilder out = new StringBuilder();
  private final int maxColumns;
  private int columns;
  private int marks;

  private TerminalText(int maxColumns) {
    this.maxColumns = maxColumns;
  }

  /**
   * {@code text} as a column: a dash for null; in double quotes if it is empty, has a space or a
   * quote, or could be taken for something that is no text of the call.
   *
   * @param maxColumns where to cut; a cut text ends in three dots that stand outside the quotes
   */
  static String column(@Nullable String text, int maxColumns) {
    if (text == null) {
      return "-";
    }
    return needsQuotes(text) ? quoted(text, maxColumns) : sentence(text, maxColumns);
  }

  private static boolean needsQuotes(String text) {
    if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '(') {
      return true;
    }
    // Three dots would pass for our own mark of a cut.
    return text.indexOf(' ') >= 0 || text.indexOf('"') >= 0 || text.endsWith(CUT);
  }

  private static String quoted(String text, int maxColumns) {
    TerminalText quoted = new TerminalText(maxColumns - 2);
    boolean whole = quoted.append(text, true);
    return '"' + quoted.out.toString() + (whole ? "\"" : "\"" + CUT);
  }

  /** {@code text} as it may end a line: escaped and cut, with its spaces and quotes. */
  static String sentence(String text, int maxColumns) {
    TerminalText plain = new TerminalText(maxColumns);
    return plain.append(text, false) ? plain.out.toString() : plain.out.append(CUT).toString();
  }

  /** The number of terminal columns that {@code text}, a result of this class, takes. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      width += widthOf(codePoint);
      i += Character.charCount(codePoint);
    }
    return width;
  }

  /** Appends what fits; false if something did not. */
  private boolean append(String text, boolean escapeQuotes) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      String shown = escapeQuotes && codePoint == '"' ? "\\\"" : shown(codePoint);
      int width = width(shown);
      if (columns + width > maxColumns) {
        return false;
      }
      out.append(shown);
      columns += width;
      i += Character.charCount(codePoint);
    }
    return true;
  }

  private String shown(int codePoint) {
    if (isMark(codePoint)) {
      marks++;
      // A mark at the very start would sit on the character before this text.
      boolean escaped = out.isEmpty() || marks > MAX_MARKS_IN_A_ROW || isInvisible(codePoint);
      return escaped ? escape(codePoint) : Character.toString(codePoint);
    }
    marks = 0;
    boolean plain = isShowable(codePoint) && codePoint != '\\';
    return plain ? Character.toString(codePoint) : escape(codePoint);
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isShowable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> !isInvisible(codePoint);
    };
  }

  private static boolean isInvisible(int codePoint) {
    return isIn(INVISIBLE, codePoint);
  }

  private static boolean isIn(int[] ranges, int codePoint) {
    for (int i = 0; i < ranges.length && codePoint >= ranges[i]; i += 2) {
      if (codePoint <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static int widthOf(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    if (isMark(codePoint)) {
      return 0;
    }
    return isIn(WIDE, codePoint) ? 2 : 1;
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u{" + Integer.toHexString(codePoint) + '}';
    };
  }
}
