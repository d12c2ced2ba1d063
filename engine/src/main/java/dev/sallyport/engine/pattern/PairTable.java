package dev.sallyport.engine.pattern;

import org.jspecify.annotations.Nullable;

/**
 * The table of a small automaton with a column for each pair of classes: one look-up for two
 * characters, which halves the chain of loads that a run waits for. Immutable.
 */
final class PairTable {
  /** More entries than this would push more useful things out of the caches. */
  private static final int MOST_ENTRIES = 4_096;

  private static final int LATIN_1 = 256;

  private final char[] next;
  private final char[] first = new char[LATIN_1];
  private final char[] second = new char[LATIN_1];
  private final int columns;
  private final int width;

  /** Rows from this one on are never left. */
  final int firstLast;

  private PairTable(States states, int classes) {
    width = Alphabet.FIRST + classes;
    columns = classes * classes;
    next = new char[states.count * columns];
    for (int character = 0; character < LATIN_1; character++) {
      int of = states.alphabet.latin1[character] - Alphabet.FIRST;
      first[character] = (char) (of * classes);
      second[character] = (char) of;
    }
    for (int at = 0; at < next.length; at++) {
      int row = at / columns * width;
      int between = states.rows[row + Alphabet.FIRST + at % columns / classes];
      next[at] = (char) row(states.rows[between + Alphabet.FIRST + at % classes]);
    }
    firstLast = row(states.firstLast);
  }

  /** Null if the automaton is too large, or reports something before it knows all. */
  static @Nullable PairTable of(States states, int classes) {
    boolean small = (long) states.count * classes * classes <= MOST_ENTRIES;
    return small && states.firstReporting == states.firstLast
        ? new PairTable(states, classes)
        : null;
  }

  /** The row of the state that has the row {@code single} in the table of single classes. */
  int row(int single) {
    return single / width * columns;
  }

  /** The row in the table of single classes. */
  int single(int row) {
    return row / columns * width;
  }

  /** The row after two characters, which are Latin-1. */
  int next(int row, byte one, byte other) {
    return next[row + first[one & 0xff] + second[other & 0xff]];
  }

  long bytes() {
    return 2L * (next.length + first.length + second.length);
  }
}
