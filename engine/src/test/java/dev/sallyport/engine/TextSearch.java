package dev.sallyport.engine;

/** Searches in texts that a model chose: linear time whatever they are. */
final class TextSearch {
  private static final int SHORT = 16;

  private TextSearch() {}

  /** Compares by Unicode code points; {@code String.compareTo} compares UTF-16 units. */
  static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int at = 0; at < length; at++) {
      char a = left.charAt(at);
      char b = right.charAt(at);
      if (a != b) {
        boolean bothOrNeither = Character.isSurrogate(a) == Character.isSurrogate(b);
        return bothOrNeither ? a - b : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  /** Whether {@code part} occurs in {@code text}, by Knuth, Morris and Pratt if it is long. */
  static boolean contains(String text, String part) {
    if (part.length() <= SHORT || part.length() > text.length()) {
      return text.contains(part);
    }
    int[] fallback = fallback(part);
    int matched = 0;
    for (int at = 0; at < text.length(); at++) {
      while (matched > 0 && text.charAt(at) != part.charAt(matched)) {
        matched = fallback[matched - 1];
      }
      if (text.charAt(at) == part.charAt(matched)) {
        matched++;
      }
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  /** For each prefix, the length of its longest proper prefix that is also its suffix. */
  private static int[] fallback(String part) {
    int[] fallback = new int[part.length()];
    int matched = 0;
    for (int at = 1; at < fallback.length; at++) {
      while (matched > 0 && part.charAt(at) != part.charAt(matched)) {
        matched = fallback[matched - 1];
      }
      if (part.charAt(at) == part.charAt(matched)) {
        matched++;
      }
      fallback[at] = matched;
    }
    return fallback;
  }
}
