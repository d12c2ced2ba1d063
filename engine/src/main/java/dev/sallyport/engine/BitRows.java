package dev.sallyport.engine;

import java.util.Arrays;

/**
 * For each class of values two rows of bits, one bit for a clause: whether the tests that the
 * clause makes of the value are all true, and whether none is false (true or an error). Covers a
 * range of the clauses of a plan.
 */
final class BitRows {
  private final int firstWord;
  private final int words;
  private final long[] bits;

  /** All bits set: no clause tests anything yet. */
  BitRows(int rows, int firstWord, int words) {
    this.firstWord = firstWord;
    this.words = words;
    this.bits = new long[Math.multiplyExact(rows, 2 * words)];
    Arrays.fill(bits, -1L);
  }

  /** Whether there is a row of that number. */
  boolean has(int row) {
    return row * 2 * words < bits.length;
  }

  /** Adds one answer to what clause {@code clause} of the plan asks in row {@code row}. */
  void and(int row, int clause, Truth answer) {
    int at = row * 2 * words + (clause >> 6) - firstWord;
    long bit = 1L << clause;
    if (answer != Truth.TRUE) {
      bits[at] &= ~bit;
    }
    if (answer == Truth.FALSE) {
      bits[at + words] &= ~bit;
    }
  }

  /** Leaves in {@code state} only the clauses that row {@code row} lets pass. */
  void apply(int row, Evaluation state) {
    int at = row * 2 * words;
    long[] holds = state.holds;
    long[] open = state.open;
    if (words == 1) {
      holds[firstWord] &= bits[at];
      open[firstWord] &= bits[at + 1];
      return;
    }
    for (int word = 0; word < words; word++) {
      holds[firstWord + word] &= bits[at + word];
      open[firstWord + word] &= bits[at + words + word];
    }
  }
}
