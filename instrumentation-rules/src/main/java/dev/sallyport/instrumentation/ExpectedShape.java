package dev.sallyport.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * What a class of a framework must look like for its join points to hold. A class that differs has
 * a changed signature, and is not let run unguarded.
 *
 * @param framework whose class it is
 * @param owner internal name of the class
 * @param from the first version to which this applies, or null for all up to {@code until}
 * @param until the first version to which it no longer applies, or null for none
 * @param place what is asked of the class
 * @param member internal name of the class that declares the method; for {@link
 *     Place#DECLARES_NO_OTHER} the type in question
 * @param methods name and descriptor, joined, of the methods in question
 */
public record ExpectedShape(
    Framework framework,
    String owner,
    @Nullable String from,
    @Nullable String until,
    Place place,
    String member,
    String... methods) {

  /** What is asked of a class. */
  public enum Place {
    /** Declares each of the methods. */
    DECLARES,
    /** Declares no other method whose descriptor mentions the type: it would be a new way in. */
    DECLARES_NO_OTHER,
    /** Calls at least one of the methods: otherwise it has found another way to run tools. */
    CALLS
  }

  /** Whether this applies to {@code version}; to an unknown one only without bounds. */
  boolean appliesTo(@Nullable String version) {
    if (version == null) {
      return from == null && until == null;
    }
    return (from == null || compare(version, from) >= 0)
        && (until == null || compare(version, until) < 0);
  }

  /** Compares the leading numbers of two versions; {@code 1.5.0-beta11} counts as 1.5.0. */
  static int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() || r < right.length()) {
      int lEnd = endOfNumber(left, l);
      int rEnd = endOfNumber(right, r);
      int difference = Integer.compare(number(left, l, lEnd), number(right, r, rEnd));
      if (difference != 0) {
        return difference;
      }
      l = next(left, lEnd);
      r = next(right, rEnd);
    }
    return 0;
  }

  private static int endOfNumber(String version, int start) {
    int end = start;
    while (end < version.length() && version.charAt(end) >= '0' && version.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int number(String version, int start, int end) {
    return start >= end || end - start > 9 ? 0 : Integer.parseInt(version, start, end, 10);
  }

  private static int next(String version, int end) {
    return end < version.length() && version.charAt(end) == '.' ? end + 1 : version.length();
  }
}
