package dev.sallyport.config;

import java.util.Locale;

/** Finds the valid name that someone who mistyped probably meant. */
public final class NearestName {
  /** A longer name is compared by its start alone: the search is quadratic in it. */
  private static final int MAX_COMPARED = 100;

  /** Shorter names are part of too much to tell anything. */
  private static final int MIN_PART = 3;

  private NearestName() {}

  /**
   * The candidate that contains {@code name}, else the one with the smallest edit distance to it,
   * case aside; the first of several wins.
   *
   * @param candidates at least one
   */
  public static String of(String name, String[] candidates) {
    String wanted = comparable(name);
    String nearest = candidates[0];
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = difference(wanted, comparable(candidate));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static int difference(String name, String candidate) {
    boolean part = name.length() >= MIN_PART && candidate.contains(name);
    return part && candidate.length() > name.length() ? 1 : distance(name, candidate);
  }

  private static String comparable(String name) {
    String compared = name.length() > MAX_COMPARED ? name.substring(0, MAX_COMPARED) : name;
    return compared.toLowerCase(Locale.ROOT);
  }

  /** Edit distance with insertion, deletion, replacement and swap of two neighbours. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        cost[i][j] = step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
