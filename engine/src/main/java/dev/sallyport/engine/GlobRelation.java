package dev.sallyport.engine;

import java.util.List;

/** How sets of names and globs lie to each other. */
final class GlobRelation {
  private GlobRelation() {}

  /** True only if every name that {@code narrow} matches is matched by one pattern of the other. */
  static boolean covers(NamePatterns wide, NamePatterns narrow) {
    if (wide.matchesAnything()) {
      return true;
    }
    if (narrow.matchesAnything()) {
      return false;
    }
    for (String pattern : narrow.texts()) {
      if (!isCovered(pattern, wide.texts())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCovered(String pattern, List<String> wide) {
    int[] narrow = pattern.codePoints().toArray();
    for (String candidate : wide) {
      char first = candidate.charAt(0);
      boolean possible = first == '*' || first == '?' || first == pattern.charAt(0);
      if (possible && covers(candidate.codePoints().toArray(), narrow)) {
        return true;
      }
    }
    return false;
  }

  /** A star of the narrow pattern can only lie below a star of the wide one. */
  private static boolean covers(int[] wide, int[] narrow) {
    boolean[] row = new boolean[narrow.length + 1];
    row[0] = true;
    for (int character : wide) {
      boolean[] next = new boolean[narrow.length + 1];
      next[0] = character == '*' && row[0];
      for (int at = 1; at <= narrow.length; at++) {
        int other = narrow[at - 1];
        boolean single = other != '*' && (character == '?' || character == other);
        next[at] = character == '*' ? row[at] || next[at - 1] : single && row[at - 1];
      }
      row = next;
    }
    return row[narrow.length];
  }

  /** Whether some name is matched by both. */
  static boolean overlap(NamePatterns one, NamePatterns other) {
    if (one.matchesAnything() || other.matchesAnything()) {
      return true;
    }
    for (String left : one.texts()) {
      for (String right : other.texts()) {
        if (overlap(left.codePoints().toArray(), right.codePoints().toArray())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean overlap(int[] one, int[] other) {
    boolean[] row = new boolean[other.length + 1];
    row[0] = true;
    for (int at = 1; at <= other.length; at++) {
      row[at] = row[at - 1] && other[at - 1] == '*';
    }
    for (int character : one) {
      boolean[] next = new boolean[other.length + 1];
      next[0] = row[0] && character == '*';
      for (int at = 1; at <= other.length; at++) {
        int right = other[at - 1];
        boolean star = character == '*' || right == '*';
        boolean single = character == '?' || right == '?' || character == right;
        next[at] = star ? row[at] || next[at - 1] || row[at - 1] : single && row[at - 1];
      }
      row = next;
    }
    return row[other.length];
  }

  /** Whether a pattern is a name and not a glob. */
  static boolean isName(String pattern) {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
  }

  /** What the tool's name can be in a call that the patterns match, or more. */
  static ValueSet names(NamePatterns patterns) {
    Ranges<String> names = Ranges.none(ValueSet.TEXTS);
    for (String pattern : patterns.texts()) {
      int wild = 0;
      while (wild < pattern.length() && "*?".indexOf(pattern.charAt(wild)) < 0) {
        wild++;
      }
      boolean name = wild == pattern.length();
      names =
          names.union(
              name
                  ? Ranges.only(ValueSet.TEXTS, pattern)
                  : LiteralComparison.prefixed(pattern.substring(0, wild)));
    }
    return ValueSet.texts(names);
  }
}
