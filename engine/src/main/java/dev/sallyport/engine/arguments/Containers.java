package dev.sallyport.engine.arguments;

import java.util.Arrays;

/** The objects and lists around the one at hand, as a stack. */
final class Containers {
  private static final int FIELDS = 4;
  private static final int USUAL = 64 * FIELDS;

  private long[] fields = new long[USUAL];
  private int top;

  void clear() {
    top = 0;
    if (fields.length > USUAL * 16) {
      fields = new long[USUAL];
    }
  }

  /** Containers that are open. */
  int depth() {
    return top / FIELDS;
  }

  boolean isEmpty() {
    return top == 0;
  }

  /** Puts aside the container at hand, whose value at {@code child} becomes the one at hand. */
  void push(boolean inObject, int start, int elements, int node, int child, KeySet keys) {
    int at = top;
    if (at == fields.length) {
      fields = Arrays.copyOf(fields, at * 2);
    }
    long[] to = fields;
    to[at] = (long) elements << 32 | (inObject ? ~start : start) & 0xffffffffL;
    to[at + 1] = (long) node << 32 | child & 0xffffffffL;
    to[at + 2] = (long) keys.base() << 32 | keys.object();
    to[at + 3] = keys.bits();
    top = at + FIELDS;
  }

  void pop(boolean wasObject, KeySet keys) {
    int at = top - FIELDS;
    top = at;
    if (wasObject) {
      keys.close((int) (fields[at + 2] >> 32), (int) fields[at + 2], fields[at + 3]);
    }
  }

  // Of the container around the one at hand.

  boolean inObject() {
    return (int) fields[top - FIELDS] < 0;
  }

  int start() {
    int start = (int) fields[top - FIELDS];
    return start < 0 ? ~start : start;
  }

  int elements() {
    return (int) (fields[top - FIELDS] >> 32);
  }

  int node() {
    return (int) (fields[top - FIELDS + 1] >> 32);
  }

  /** The node of the container at hand itself, or none. */
  int child() {
    return (int) fields[top - FIELDS + 1];
  }
}
