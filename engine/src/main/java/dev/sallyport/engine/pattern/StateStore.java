package dev.sallyport.engine.pattern;

import java.util.Arrays;

/**
 * States of a deterministic automaton under construction: the nodes that are active, what is known
 * of the character before, and what is reported on entry. Each is kept once.
 */
final class StateStore {
  /** A state after which nothing is left to find. */
  static final int STOPPED = 8;

  private int[] pool = new int[256];
  private int[] at = new int[16];
  private int[] facts = new int[16];
  private int[] outcome = new int[16];
  private int count;
  private int[] slots = new int[32];

  int size() {
    return count;
  }

  int facts(int state) {
    return facts[state];
  }

  int outcome(int state) {
    return outcome[state];
  }

  int nodeCount(int state) {
    return at[state + 1] - at[state];
  }

  int node(int state, int index) {
    return pool[at[state] + index];
  }

  /** The number of a state, a new one if need be; nodes are ascending. */
  int number(int[] nodes, int size, int factsBefore, int reported) {
    if (4 * count >= 3 * slots.length) {
      grow();
    }
    int hash = factsBefore * 31 + reported;
    for (int i = 0; i < size; i++) {
      hash = hash * 31 + nodes[i];
    }
    int slot = mixed(hash) & slots.length - 1;
    while (slots[slot] != 0) {
      int state = slots[slot] - 1;
      if (facts[state] == factsBefore
          && outcome[state] == reported
          && Arrays.equals(pool, at[state], at[state + 1], nodes, 0, size)) {
        return state;
      }
      slot = slot + 1 & slots.length - 1;
    }
    append(nodes, size, factsBefore, reported);
    slots[slot] = count;
    return count - 1;
  }

  private void append(int[] nodes, int size, int factsBefore, int reported) {
    if (count + 2 > at.length) {
      at = Arrays.copyOf(at, 2 * at.length);
      facts = Arrays.copyOf(facts, at.length);
      outcome = Arrays.copyOf(outcome, at.length);
    }
    int end = at[count] + size;
    if (end > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(end, 2 * pool.length));
    }
    System.arraycopy(nodes, 0, pool, at[count], size);
    facts[count] = factsBefore;
    outcome[count] = reported;
    at[++count] = end;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int state = 0; state < count; state++) {
      int hash = facts[state] * 31 + outcome[state];
      for (int i = at[state]; i < at[state + 1]; i++) {
        hash = hash * 31 + pool[i];
      }
      int slot = mixed(hash) & slots.length - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = state + 1;
    }
  }

  private static int mixed(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ mixed >>> 15;
  }
}
