package dev.sallyport.engine.detect;

import java.util.List;

/**
 * A text as the finders see it: one char for each character that can be seen, with what a model
 * could hide a number behind removed. Digits of every script become ASCII digits, full-width and
 * mathematical letters ASCII letters, all dashes {@code -}, all spaces and tabs a space; zero-width
 * and other invisible characters and combining marks are left out. The escapes {@code \n}, {@code
 * \r}, {@code \t} and {@code \}{@code uXXXX} of JSON within a text are read as what they stand for.
 *
 * <p>Offsets into the original are kept for each char, so that a span can be given in them.
 */
final class FoldedText {
  private static final int LEFT_OUT = -1;
  private static final int MARK = -2;

  /** Longer names are no labels that a finder knows. */
  private static final int LABEL_CHARACTERS = 64;

  private final String text;
  private final char[] chars;
  private final int[] starts;
  private final int[] ends;
  private int length;

  /**
   * Folds a text.
   *
   * @param label the name that the text is the value of, empty if it has none; it is read as if it
   *     stood before the text with a colon
   */
  FoldedText(String label, String text) {
    this.text = text;
    String prefix = label.isEmpty() || label.length() > LABEL_CHARACTERS ? "" : label + ": ";
    chars = new char[prefix.length() + text.length()];
    starts = new int[chars.length];
    ends = new int[chars.length];
    for (int at = 0; at < prefix.length(); at++) {
      chars[length++] = prefix.charAt(at);
    }
    int at = 0;
    while (at < text.length()) {
      at = append(at);
    }
  }

  private int append(int at) {
    char c = text.charAt(at);
    if (c == '\\') {
      int escape = escapeLength(at);
      if (escape > 0) {
        return append(escape == 2 ? '\n' : hex(at + 2), at, at + escape);
      }
    }
    if (c >= 0x20 && c < 0x7f) {
      put(c, at, at + 1);
      return at + 1;
    }
    int character = text.codePointAt(at);
    return append(character, at, at + Character.charCount(character));
  }

  private int append(int character, int start, int end) {
    int folded = fold(character);
    if (folded >= 0) {
      put((char) folded, start, end);
    } else if (folded == MARK && length > 0 && ends[length - 1] > 0) {
      ends[length - 1] = end; // a mark goes with the character that it stands on
    }
    return end;
  }

  private void put(char c, int start, int end) {
    chars[length] = c;
    starts[length] = start;
    ends[length++] = end;
  }

  /** Length of the escape at a backslash: 2, 6, or 0 if there is none. */
  private int escapeLength(int at) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (next == 'n' || next == 'r' || next == 't') {
      return 2;
    }
    if (next != 'u' || at + 6 > text.length()) {
      return 0;
    }
    for (int digit = at + 2; digit < at + 6; digit++) {
      if (Character.digit(text.charAt(digit), 16) < 0) {
        return 0;
      }
    }
    return 6;
  }

  private int hex(int at) {
    int value = 0;
    for (int digit = at; digit < at + 4; digit++) {
      value = value << 4 | Character.digit(text.charAt(digit), 16);
    }
    return value;
  }

  private static int fold(int character) {
    if (character < 0x80) {
      return ascii(character);
    }
    int digit = Character.digit(character, 10);
    if (digit >= 0) {
      return '0' + digit;
    }
    if (character >= 0xff01 && character <= 0xff5e) {
      return character - 0xfee0; // the full-width forms are in the order of ASCII
    }
    if (character >= 0x1d400 && character <= 0x1d6a3) {
      int letter = (character - 0x1d400) % 52; // thirteen mathematical alphabets, capitals first
      return letter < 26 ? 'A' + letter : 'a' + letter - 26;
    }
    int punctuation = punctuation(character);
    return punctuation == 0 ? byType(character) : punctuation;
  }

  private static int ascii(int character) {
    if (character == '\t') {
      return ' ';
    }
    boolean control = character < 0x20 || character == 0x7f;
    return !control || character == '\n' || character == '\r' ? character : LEFT_OUT;
  }

  /** What looks like punctuation of ASCII and is not typed as such, or 0. */
  private static int punctuation(int character) {
    switch (character) {
      case 0x2212: // minus
      case 0x2043: // hyphen bullet
        return '-';
      case 0x2024: // one dot leader
      case 0xfe52: // small full stop
        return '.';
      case 0xfe6b: // small commercial at
        return '@';
      case 0x2800: // braille without dots
        return ' ';
      case 0x0085: // next line
        return '\n';
      case 0x115f: // fillers of Hangul, which are letters that nobody sees
      case 0x1160:
      case 0x3164:
      case 0xffa0:
        return LEFT_OUT;
      default:
        return 0;
    }
  }

  private static int byType(int character) {
    switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR:
        return ' ';
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return '\n';
      case Character.DASH_PUNCTUATION:
        return '-';
      case Character.FORMAT:
      case Character.CONTROL:
        return LEFT_OUT;
      case Character.NON_SPACING_MARK:
      case Character.ENCLOSING_MARK:
        return MARK;
      case Character.SURROGATE:
        return 0xfffd;
      default:
        return Character.isBmpCodePoint(character) ? character : 0xfffd;
    }
  }

  int length() {
    return length;
  }

  /** The char there; U+0000, which no folded text has, outside of it. */
  char at(int index) {
    return index >= 0 && index < length ? chars[index] : 0;
  }

  boolean isDigit(int index) {
    char c = at(index);
    return c >= '0' && c <= '9';
  }

  /** Whether an ASCII letter is there. */
  boolean isLetter(int index) {
    char c = at(index);
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  /** Whether a letter of any script or a digit is there, so that a word goes on. */
  boolean isWord(int index) {
    return isDigit(index) || isLetter(index) || at(index) >= 0x80 && Character.isLetter(at(index));
  }

  char upper(int index) {
    char c = at(index);
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  boolean startsWith(String ascii, int index) {
    for (int at = 0; at < ascii.length(); at++) {
      if (at(index + at) != ascii.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #startsWith}, for a prefix in upper case and text in any. */
  boolean startsWithAnyCase(String upper, int index) {
    for (int at = 0; at < upper.length(); at++) {
      if (upper(index + at) != upper.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** Adds the original characters of a span of folded ones; of the label there are none. */
  void add(Spans out, int from, int to) {
    int first = from;
    while (first < to && ends[first] == 0) {
      first++; // the label
    }
    if (first < to) {
      out.add(starts[first], ends[to - 1]);
    }
  }

  /** Makes asterisks of the characters of spans, which must be in order. */
  void hide(List<Spans.Span> spans) {
    int at = 0;
    for (Spans.Span span : spans) {
      while (at < length && ends[at] <= span.start()) {
        at++;
      }
      while (at < length && starts[at] < span.end()) {
        chars[at++] = '*';
      }
    }
  }
}
