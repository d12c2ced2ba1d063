package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** Names that are probably meant to be the same. */
final class NameSimilarity {
  /** Of shorter names, too many are one letter apart. */
  private static final int MIN_LENGTH = 4;

  private NameSimilarity() {}

  /** How little two different names differ, such as {@code by case only}; null if they differ. */
  static @Nullable String of(String one, String other) {
    if (one.equals(other)) {
      return null;
    }
    if (one.equalsIgnoreCase(other)) {
      return "by case only";
    }
    if (Math.abs(one.length() - other.length()) > 1) {
      return null;
    }
    boolean longEnough = Math.min(one.length(), other.length()) >= MIN_LENGTH;
    return longEnough && isOneLetterApart(one, other) ? "by one letter" : null;
  }

  /** One letter more, another one, or two in the other order; digits number different things. */
  private static boolean isOneLetterApart(String one, String other) {
    int start = 0;
    int least = Math.min(one.length(), other.length());
    while (start < least && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    String left = one.substring(start, one.length() - end);
    String right = other.substring(start, other.length() - end);
    if (hasDigit(left) || hasDigit(right)) {
      return false;
    }
    boolean single = left.length() <= 1 && right.length() <= 1;
    return single
        || left.length() == 2
            && right.length() == 2
            && left.charAt(0) == right.charAt(1)
            && left.charAt(1) == right.charAt(0);
  }

  private static boolean hasDigit(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isDigit(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }
}
