package dev.sallyport.engine.arguments;

import java.util.Arrays;

/** The objects and lists around the one at hand, as a stack. */
final class Containers {
  private static final int FIELDS = 6;
  private static final int USUAL = 64;

  private int[] fields = new int[USUAL * FIELDS];
  private long[] bits = new long[USUAL];
  private int depth;

  void clear() {
    depth = 0;
    if (bits.length > USUAL * 16) {
      fields = new int[USUAL * FIELDS];
      bits = new long[USUAL];
    }
  }

  /** Containers that are open. */
  int depth() {
    return depth;
  }

  /** Puts aside the container at hand, whose value at {@code child} becomes the one at hand. */
  void push(boolean inObject, int start, int elements, int node, int child, KeySet keys) {
    if (depth == bits.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
      bits = Arrays.copyOf(bits, bits.length * 2);
    }
    int at = depth * FIELDS;
    fields[at] = inObject ? ~start : start;
    fields[at + 1] = elements;
    fields[at + 2] = node;
    fields[at + 3] = child;
    fields[at + 4] = keys.base();
    fields[at + 5] = keys.object();
    bits[depth++] = keys.bits();
  }

  void pop(boolean wasObject, KeySet keys) {
    depth--;
    if (wasObject) {
      int at = depth * FIELDS;
      keys.close(fields[at + 4], fields[at + 5], bits[depth]);
    }
  }

  // Of the container around the one at hand.

  boolean inObject() {
    return fields[depth * FIELDS - FIELDS] < 0;
  }

  int start() {
    int start = fields[depth * FIELDS - FIELDS];
    return start < 0 ? ~start : start;
  }

  int elements() {
    return fields[depth * FIELDS - FIELDS + 1];
  }

  int node() {
    return fields[depth * FIELDS - FIELDS + 2];
  }

  /** The node of the container at hand itself, or none. */
  int child() {
    return fields[depth * FIELDS - FIELDS + 3];
  }
}
