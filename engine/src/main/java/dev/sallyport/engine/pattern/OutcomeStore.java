package dev.sallyport.engine.pattern;

import java.util.Arrays;

/** Sets of tests, each kept once and numbered; number 0 is the empty set. */
final class OutcomeStore {
  private final int words;
  private long[] pool;
  private int count;
  private int[] slots = new int[16];

  OutcomeStore(int tests) {
    words = (tests + 63) >>> 6;
    pool = new long[4 * words];
    number(new long[words]);
  }

  int words() {
    return words;
  }

  int size() {
    return count;
  }

  long[] outcome(int number) {
    return Arrays.copyOfRange(pool, number * words, (number + 1) * words);
  }

  /** The number of a set, a new one if need be. */
  int number(long[] set) {
    if (4 * count >= 3 * slots.length) {
      grow();
    }
    int slot = slot(set, 0);
    if (slots[slot] == 0) {
      if ((count + 1) * words > pool.length) {
        pool = Arrays.copyOf(pool, 2 * pool.length);
      }
      System.arraycopy(set, 0, pool, count * words, words);
      slots[slot] = ++count;
    }
    return slots[slot] - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int number = 0; number < count; number++) {
      slots[slot(pool, number * words)] = number + 1;
    }
  }

  /** Where the set at {@code offset} of an array is, or would be. */
  private int slot(long[] from, int offset) {
    long hash = 0;
    for (int i = 0; i < words; i++) {
      hash = (hash ^ from[offset + i]) * 0x9E3779B97F4A7C15L;
    }
    int slot = (int) (hash >>> 40) & slots.length - 1;
    while (slots[slot] != 0 && !isSame(from, offset, slots[slot] - 1)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean isSame(long[] from, int offset, int number) {
    return Arrays.equals(from, offset, offset + words, pool, number * words, (number + 1) * words);
  }
}
