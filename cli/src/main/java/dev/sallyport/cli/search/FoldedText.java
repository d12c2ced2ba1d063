package dev.sallyport.cli.search;

/**
 * A text to look for without regard to case: characters are the same if their upper case is.
 * Immutable.
 */
public final class FoldedText {
  /** How many characters are summed up together. */
  static final int GRAM = 3;

  private final char[] folded;

  /** The text to look for; an empty one is in every text. */
  public FoldedText(String text) {
    folded = new char[text.length()];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(text.charAt(i));
    }
  }

  /** The one character that stands for {@code c} and the others that differ from it by case. */
  static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Whether {@code text} contains this. */
  boolean isIn(String text) {
    int last = text.length() - folded.length;
    for (int at = 0; at <= last; at++) {
      int i = 0;
      while (i < folded.length && fold(text.charAt(at + i)) == folded[i]) {
        i++;
      }
      if (i == folded.length) {
        return true;
      }
    }
    return false;
  }

  /** Whether the ASCII text in {@code bytes} contains this. */
  boolean isIn(byte[] bytes, int start, int length) {
    int last = start + length - folded.length;
    for (int at = start; at <= last; at++) {
      int i = 0;
      while (i < folded.length && fold((char) bytes[at + i]) == folded[i]) {
        i++;
      }
      if (i == folded.length) {
        return true;
      }
    }
    return false;
  }

  /** How many groups of {@link #GRAM} characters there are. */
  int grams() {
    return Math.max(0, folded.length - GRAM + 1);
  }

  /** The {@code i}th group, as {@link Grams} numbers them. */
  long gram(int i) {
    return Grams.number(folded[i], folded[i + 1], folded[i + 2]);
  }
}
