package dev.sallyport.engine.pattern;

import org.jspecify.annotations.Nullable;

/** The ASCII classes: {@code \d \s \w} and the POSIX ones. */
final class NamedClass {
  static final int[] DIGIT = {'0', '9'};
  static final int[] SPACE = {'\t', '\n', '\f', '\r', ' ', ' '};
  static final int[] WORD = {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};

  private NamedClass() {}

  /** The class of {@code \d}, {@code \s} or {@code \w}, or null. */
  static int @Nullable [] perl(char lowerCaseLetter) {
    switch (lowerCaseLetter) {
      case 'd':
        return DIGIT;
      case 's':
        return SPACE;
      case 'w':
        return WORD;
      default:
        return null;
    }
  }

  /** The class of {@code [:name:]}, or null. */
  static int @Nullable [] posix(String name) {
    switch (name) {
      case "alnum":
        return new int[] {'0', '9', 'A', 'Z', 'a', 'z'};
      case "alpha":
        return new int[] {'A', 'Z', 'a', 'z'};
      case "ascii":
        return new int[] {0, 0x7f};
      case "blank":
        return new int[] {'\t', '\t', ' ', ' '};
      case "cntrl":
        return new int[] {0, 0x1f, 0x7f, 0x7f};
      case "digit":
        return DIGIT;
      case "graph":
        return new int[] {'!', '~'};
      case "lower":
        return new int[] {'a', 'z'};
      case "print":
        return new int[] {' ', '~'};
      case "punct":
        return new int[] {'!', '/', ':', '@', '[', '`', '{', '~'};
      case "space":
        return new int[] {'\t', '\r', ' ', ' '};
      case "upper":
        return new int[] {'A', 'Z'};
      case "word":
        return WORD;
      case "xdigit":
        return new int[] {'0', '9', 'A', 'F', 'a', 'f'};
      default:
        return null;
    }
  }
}
