package dev.sallyport.engine.pattern;

import org.jspecify.annotations.Nullable;

/**
 * A count in braces.
 *
 * @param least the lower bound
 * @param most the upper bound, or -1 for none
 * @param length of the text, the braces included
 */
record RepeatCount(int least, int most, int length) {
  private static final int TOO_MANY = 1_000_000;

  /** The count at the cursor, or null: then the brace stands for itself. Reads nothing. */
  static @Nullable RepeatCount read(PatternCursor cursor) {
    int ahead = digits(cursor, 1);
    if (ahead == 1) {
      return null;
    }
    int least = number(cursor, 1, ahead);
    int most = least;
    if (cursor.peek(ahead) == ',') {
      int from = ahead + 1;
      ahead = digits(cursor, from);
      most = number(cursor, from, ahead);
      if (ahead == from && cursor.peek(ahead) != '}') {
        return null;
      }
    }
    return cursor.peek(ahead) == '}' ? new RepeatCount(least, most, ahead + 1) : null;
  }

  /** The end of the digits from there; a number with a leading zero is none. */
  private static int digits(PatternCursor cursor, int from) {
    int ahead = from;
    while (cursor.peek(ahead) >= '0' && cursor.peek(ahead) <= '9') {
      ahead++;
    }
    return ahead > from + 1 && cursor.peek(from) == '0' ? from : ahead;
  }

  private static int number(PatternCursor cursor, int from, int to) {
    int value = from == to ? -1 : 0;
    for (int ahead = from; ahead < to; ahead++) {
      value = Math.min(TOO_MANY, value * 10 + cursor.peek(ahead) - '0');
    }
    return value;
  }
}
