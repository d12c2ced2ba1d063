package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The part of a message that says which words would have been right. */
final class Wanted {
  private static final int NEAR = 3;

  private Wanted() {}

  /** {@code , did you mean `x`?} if a word is near, else {@code , wanted one of `x`, `y`}. */
  static String insteadOf(String got, String[] words) {
    String nearest = nearest(got, words);
    return nearest == null ? ", wanted " + oneOf(words) : ", did you mean `" + nearest + "`?";
  }

  /** {@code one of `x`, `y`}. */
  static String oneOf(String[] words) {
    StringBuilder text = new StringBuilder("one of ");
    for (int at = 0; at < words.length; at++) {
      text.append(at == 0 ? "`" : ", `").append(words[at]).append('`');
    }
    return text.toString();
  }

  /** The nearest word, null if none is near. */
  static @Nullable String nearest(String got, String[] words) {
    if (got.length() > EngineLimits.NAME_CHARACTERS) {
      return null;
    }
    String nearest = null;
    int least = NEAR + 1;
    for (String word : words) {
      int distance = distance(got, word);
      if (distance < least && distance < word.length() && isLikely(got, word, distance)) {
        least = distance;
        nearest = word;
      }
    }
    return nearest;
  }

  /** Not if every letter differs, unless it is the begin of the word. */
  private static boolean isLikely(String got, String word, int distance) {
    return distance < got.length() || word.startsWith(got);
  }

  /** Levenshtein distance, case ignored for ASCII letters; {@code -} counts as {@code _}. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int at = 0; at < row.length; at++) {
      row[at] = at;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = folded(left.charAt(i - 1)) == folded(right.charAt(j - 1)) ? 0 : 1;
        int cost = Math.min(diagonal + same, Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = cost;
      }
    }
    return row[right.length()];
  }

  private static char folded(char letter) {
    if (letter == '-') {
      return '_';
    }
    return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
  }
}
