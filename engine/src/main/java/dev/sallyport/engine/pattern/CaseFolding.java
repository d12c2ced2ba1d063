package dev.sallyport.engine.pattern;

import java.util.Arrays;

/**
 * Simple case folding (Unicode's CaseFolding.txt, statuses C and S): two code points are the same
 * if they fold alike. U+0130 and U+0131 fold to nothing but themselves.
 */
final class CaseFolding {
  private static final int KELVIN = 0x212a;
  private static final int LONG_S = 0x17f;

  private CaseFolding() {}

  /** {@code ranges} with every code point that folds like one of them. */
  static int[] closure(int[] ranges) {
    if (ranges.length == 2 && ranges[0] == 0 && ranges[1] == CharacterSet.MAX) {
      return ranges;
    }
    CharacterSet closed = new CharacterSet();
    closed.addAll(ranges);
    for (int at = 0; at < ranges.length; at += 2) {
      addAscii(closed, ranges[at], Math.min(ranges[at + 1], 0x7f));
      if (ranges[at + 1] > 0x7f) {
        Orbits.add(closed, Math.max(ranges[at], 0x80), ranges[at + 1]);
      }
    }
    return closed.ranges();
  }

  private static void addAscii(CharacterSet closed, int low, int high) {
    for (int character = Math.max(low, 'A'); character <= high; character++) {
      int lower = character | 0x20;
      if (lower >= 'a' && lower <= 'z') {
        closed.add(character ^ 0x20, character ^ 0x20);
        if (lower == 'k') {
          closed.add(KELVIN, KELVIN);
        } else if (lower == 's') {
          closed.add(LONG_S, LONG_S);
        }
      }
    }
  }

  /** The code points that fold like others; only patterns with more than ASCII pay for this. */
  private static final class Orbits {
    private static final int LAST_CASED = 0x1ffff;

    /** Fold in the upper half, code point in the lower, ascending. */
    private static final long[] BY_FOLD = byFold();

    /** Code point in the upper half, fold in the lower, ascending. */
    private static final long[] BY_CHARACTER = byCharacter();

    private static long[] byFold() {
      long[] pairs = new long[4096];
      int size = 0;
      for (int character = 0; character <= LAST_CASED; character++) {
        int fold = fold(character);
        if (fold != character) {
          if (size + 2 > pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * size);
          }
          pairs[size++] = (long) fold << 32 | character;
          pairs[size++] = (long) fold << 32 | fold;
        }
      }
      pairs = Arrays.copyOf(pairs, size);
      Arrays.sort(pairs);
      return pairs;
    }

    private static long[] byCharacter() {
      long[] pairs = new long[BY_FOLD.length];
      for (int at = 0; at < pairs.length; at++) {
        pairs[at] = BY_FOLD[at] << 32 | BY_FOLD[at] >>> 32;
      }
      Arrays.sort(pairs);
      return pairs;
    }

    private static int fold(int character) {
      if (character == 0x130 || character == 0x131) {
        return character;
      }
      return Character.toLowerCase(Character.toUpperCase(character));
    }

    static void add(CharacterSet closed, int low, int high) {
      int at = from(BY_CHARACTER, low);
      for (; at < BY_CHARACTER.length && BY_CHARACTER[at] >>> 32 <= high; at++) {
        int fold = (int) BY_CHARACTER[at];
        for (int i = from(BY_FOLD, fold); i < BY_FOLD.length && BY_FOLD[i] >>> 32 == fold; i++) {
          closed.add((int) BY_FOLD[i], (int) BY_FOLD[i]);
        }
      }
    }

    private static int from(long[] pairs, int first) {
      int at = Arrays.binarySearch(pairs, (long) first << 32);
      return at < 0 ? -at - 1 : at;
    }
  }
}
