package dev.sallyport.cli;

/**
 * A pattern for names: {@code *} stands for any text, {@code ?} for one character, all else for
 * itself, case-sensitive. Immutable.
 */
final class NameGlob {
  private final int[] pattern;

  NameGlob(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  /** Whether the whole of {@code name} fits, in time proportional to both lengths' product. */
  boolean matches(String name) {
    int[] text = name.codePoints().toArray();
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length) {
      if (p < pattern.length && pattern[p] == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == text[t])) {
        p++;
        t++;
      } else if (star >= 0) {
        // Only the last star need take more: what precedes it already fits.
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }
}
