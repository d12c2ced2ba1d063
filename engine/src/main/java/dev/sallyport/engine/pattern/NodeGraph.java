package dev.sallyport.engine.pattern;

import java.util.Arrays;

/** Several programs side by side, nodes numbered through, with what can be reached for nothing. */
final class NodeGraph {
  private static final int MOST_JUMPS = 64;

  final int nodes;
  final int[] operation;
  final int[] first;
  final int[] second;

  /** Which program a node is of. */
  final int[] test;

  /** The first node of each program. */
  final int[] start;

  /** For each program, the facts before a position that its assertions ask for. */
  final int[] wantedBefore;

  final boolean hasAssertions;

  /** Where in {@link #pool} the closure of a node is, once known. */
  private final int[] closureAt;

  private final int[] closureEnd;
  private int[] pool = new int[64];
  private int pooled;
  private final int[] seen;
  private int stamp;
  private int[] stack = new int[16];

  NodeGraph(Program[] programs) {
    int count = 0;
    for (Program program : programs) {
      count += program.size();
    }
    nodes = count;
    operation = new int[count];
    first = new int[count];
    second = new int[count];
    test = new int[count];
    start = new int[programs.length];
    wantedBefore = new int[programs.length];
    closureAt = new int[count];
    closureEnd = new int[count];
    seen = new int[count];
    boolean asserts = false;
    int offset = 0;
    for (int i = 0; i < programs.length; i++) {
      asserts |= append(programs[i], i, offset);
      offset += programs[i].size();
    }
    hasAssertions = asserts;
    for (int node = 0; node < count; node++) {
      if (operation[node] == Program.CHARACTER) {
        second[node] = afterJumps(second[node]);
      }
    }
  }

  /** The branches of an alternation then lead to the same node, which is added once. */
  private int afterJumps(int node) {
    int at = node;
    for (int i = 0; i < MOST_JUMPS && operation[at] == Program.JUMP; i++) {
      at = first[at];
    }
    return at;
  }

  private boolean append(Program program, int index, int offset) {
    boolean asserts = false;
    start[index] = offset + program.start;
    for (int from = 0, node = offset; from < program.size(); from++, node++) {
      int kind = program.operation[from];
      operation[node] = kind;
      test[node] = index;
      boolean isLink = kind == Program.SPLIT || kind == Program.JUMP;
      first[node] = isLink ? program.first[from] + offset : program.first[from];
      second[node] = program.second[from] + offset;
      if (kind == Program.ASSERTION) {
        asserts = true;
        wantedBefore[index] |= Facts.wantedBefore(first[node]);
      }
    }
    return asserts;
  }

  /** The first index in {@link #reached} of what a node leads to without a look at the text. */
  int closure(int node) {
    if (closureEnd[node] == 0) {
      collect(node);
    }
    return closureAt[node];
  }

  /** The index after the last one; ask {@link #closure} first. */
  int closureEnd(int node) {
    return closureEnd[node];
  }

  /** A node that reads a character, asserts or matches. */
  int reached(int index) {
    return pool[index];
  }

  private void collect(int node) {
    stamp++;
    closureAt[node] = pooled;
    int depth = push(node, 0);
    while (depth > 0) {
      int at = stack[--depth];
      if (operation[at] == Program.SPLIT) {
        depth = push(second[at], depth);
        depth = push(first[at], depth);
      } else if (operation[at] == Program.JUMP) {
        depth = push(first[at], depth);
      } else {
        if (pooled == pool.length) {
          pool = Arrays.copyOf(pool, 2 * pooled);
        }
        pool[pooled++] = at;
      }
    }
    closureEnd[node] = pooled;
  }

  private int push(int node, int depth) {
    if (seen[node] == stamp) {
      return depth;
    }
    seen[node] = stamp;
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth] = node;
    return depth + 1;
  }
}
