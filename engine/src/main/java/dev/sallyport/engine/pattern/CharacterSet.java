package dev.sallyport.engine.pattern;

import java.util.Arrays;

/** A set of code points that grows; {@link #ranges} gives it in canonical form. */
final class CharacterSet {
  static final int MAX = Character.MAX_CODE_POINT;
  static final int[] ALL = {0, MAX};
  static final int[] NONE = {};

  private int[] bounds = new int[8];
  private int size;

  /** Adds {@code low} to {@code high}, both included. */
  void add(int low, int high) {
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
    }
    bounds[size++] = low;
    bounds[size++] = high;
  }

  /** Adds pairs of first and last code points. */
  void addAll(int[] ranges) {
    for (int at = 0; at < ranges.length; at += 2) {
      add(ranges[at], ranges[at + 1]);
    }
  }

  /** Pairs of first and last code points, ascending, with gaps between them. */
  int[] ranges() {
    if (size == 2) {
      return new int[] {bounds[0], bounds[1]};
    }
    long[] sorted = new long[size / 2];
    for (int at = 0; at < size; at += 2) {
      sorted[at / 2] = (long) bounds[at] << 32 | bounds[at + 1];
    }
    Arrays.sort(sorted);
    int[] merged = new int[size];
    int end = 0;
    for (long range : sorted) {
      int low = (int) (range >>> 32);
      int high = (int) range;
      if (end > 0 && low <= merged[end - 1] + 1) {
        merged[end - 1] = Math.max(merged[end - 1], high);
      } else {
        merged[end++] = low;
        merged[end++] = high;
      }
    }
    return Arrays.copyOf(merged, end);
  }

  /** The other code points. */
  static int[] complement(int[] ranges) {
    int[] others = new int[ranges.length + 2];
    int end = 0;
    int next = 0;
    for (int at = 0; at < ranges.length; at += 2) {
      if (ranges[at] > next) {
        others[end++] = next;
        others[end++] = ranges[at] - 1;
      }
      next = ranges[at + 1] + 1;
    }
    if (next <= MAX) {
      others[end++] = next;
      others[end++] = MAX;
    }
    return Arrays.copyOf(others, end);
  }
}
