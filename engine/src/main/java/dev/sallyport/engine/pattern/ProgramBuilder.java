package dev.sallyport.engine.pattern;

import java.util.Arrays;

/**
 * Writes a {@link Program} from left to right. A part of a pattern is a run of nodes that ends by
 * going on to the node after it, so parts follow each other without links; a part that is repeated
 * or becomes a branch gets a node inserted before it.
 */
final class ProgramBuilder {
  private static final int NOWHERE = -1;

  private int[] operation = new int[32];
  private int[] first = new int[32];
  private int[] second = new int[32];
  private int size;
  private int[][] sets = new int[4][];
  private int setCount;

  int size() {
    return size;
  }

  void character(int codePoint) {
    node(Program.CHARACTER, ~codePoint, NOWHERE);
  }

  /** One code point of {@code ranges}. */
  void anyOf(int[] ranges) {
    if (ranges.length == 2 && ranges[0] == ranges[1]) {
      character(ranges[0]);
      return;
    }
    if (setCount == sets.length) {
      sets = Arrays.copyOf(sets, 2 * setCount);
    }
    sets[setCount] = ranges;
    node(Program.CHARACTER, setCount++, NOWHERE);
  }

  void assertion(int kind) {
    node(Program.ASSERTION, kind, NOWHERE);
  }

  void text(String text) {
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      character(codePoint);
      at += Character.charCount(codePoint);
    }
  }

  /** The nodes that {@link #repeat} makes of {@code nodes} ones. */
  static long repeatedSize(long nodes, int least, int most) {
    long optional = most < 0 ? (least == 0 ? nodes + 2 : 1) : (most - least) * (nodes + 1);
    return least * nodes + optional;
  }

  /**
   * Makes the part from {@code start} occur {@code least} to {@code most} times; -1: any number.
   */
  void repeat(int start, int least, int most) {
    if (least == 0 && most < 0) {
      insert(start);
      set(start, Program.SPLIT, start + 1, size + 1);
      node(Program.JUMP, start, NOWHERE);
      return;
    }
    int nodes = size - start;
    int[] operations = Arrays.copyOfRange(operation, start, size);
    int[] firsts = Arrays.copyOfRange(first, start, size);
    int[] seconds = Arrays.copyOfRange(second, start, size);
    size = start;
    for (int i = 0; i < least; i++) {
      copy(start, operations, firsts, seconds);
    }
    if (most < 0) {
      node(Program.SPLIT, size - nodes, size + 1);
      return;
    }
    int end = size + (most - least) * (nodes + 1);
    for (int i = least; i < most; i++) {
      node(Program.SPLIT, size + 1, end);
      copy(start, operations, firsts, seconds);
    }
  }

  /** Ends a branch that began at {@code start}; {@code jumps} are those of the branches before. */
  int branch(int start, int jumps) {
    insert(start);
    set(start, Program.SPLIT, start + 1, size + 1);
    node(Program.JUMP, jumps, NOWHERE);
    return size - 1;
  }

  /** Lets all branches go on here. */
  void join(int jumps) {
    for (int at = jumps; at != NOWHERE; ) {
      int before = first[at];
      first[at] = size;
      at = before;
    }
  }

  Program program() {
    node(Program.MATCH, 0, NOWHERE);
    for (int node = 0; node < size; node++) {
      if (operation[node] <= Program.ASSERTION) {
        second[node] = node + 1;
      }
    }
    return new Program(
        Arrays.copyOf(operation, size),
        Arrays.copyOf(first, size),
        Arrays.copyOf(second, size),
        Arrays.copyOf(sets, setCount),
        0);
  }

  private void copy(int start, int[] operations, int[] firsts, int[] seconds) {
    int shift = size - start;
    for (int i = 0; i < operations.length; i++) {
      int one = operations[i] >= Program.SPLIT ? firsts[i] + shift : firsts[i];
      int other = operations[i] == Program.SPLIT ? seconds[i] + shift : NOWHERE;
      node(operations[i], one, other);
    }
  }

  /** Moves what is at {@code start} and after it by one node. */
  private void insert(int start) {
    node(Program.JUMP, NOWHERE, NOWHERE);
    for (int at = size - 1; at > start; at--) {
      int moved = operation[at - 1];
      int one = moved >= Program.SPLIT ? first[at - 1] + 1 : first[at - 1];
      int other = moved == Program.SPLIT ? second[at - 1] + 1 : NOWHERE;
      set(at, moved, one, other);
    }
  }

  private void node(int kind, int one, int other) {
    if (size == operation.length) {
      operation = Arrays.copyOf(operation, 2 * size);
      first = Arrays.copyOf(first, 2 * size);
      second = Arrays.copyOf(second, 2 * size);
    }
    set(size++, kind, one, other);
  }

  private void set(int at, int kind, int one, int other) {
    operation[at] = kind;
    first[at] = one;
    second[at] = other;
  }
}
