package dev.sallyport.engine.pattern;

import java.util.Arrays;

/** Other programs made of a program. */
final class ProgramRewriting {
  private final Program from;
  private final int[] operation;
  private final int[] first;
  private final int[] second;
  private final int[][] sets;

  private ProgramRewriting(Program from, int size) {
    this.from = from;
    operation = new int[size];
    first = new int[size];
    second = new int[size];
    sets = Arrays.copyOf(from.sets, from.sets.length + 1);
    sets[from.sets.length] = CharacterSet.NONE;
  }

  /** The same program if it needs a character to match, else one that matches no empty part. */
  static Program withoutEmptyMatch(Program from) {
    if (!matchesNothing(from)) {
      return from;
    }
    int size = from.size();
    ProgramRewriting made = new ProgramRewriting(from, 2 * size);
    for (int node = 0; node < size; node++) {
      // The first half has read nothing yet; a character leads to the second.
      int target = from.operation[node] == Program.CHARACTER ? size : 0;
      made.copy(node, node, 0, target);
      made.copy(node, size + node, size, size);
      if (from.operation[node] == Program.MATCH) {
        made.set(node, Program.CHARACTER, from.sets.length, node);
      }
    }
    return made.program(from.start);
  }

  private void copy(int node, int to, int firstShift, int secondShift) {
    boolean isLink = from.operation[node] == Program.SPLIT || from.operation[node] == Program.JUMP;
    int one = from.first[node] + (isLink ? firstShift : 0);
    set(to, from.operation[node], one, from.second[node] + secondShift);
  }

  private void set(int node, int kind, int one, int other) {
    operation[node] = kind;
    first[node] = one;
    second[node] = other;
  }

  private Program program(int start) {
    return new Program(operation, first, second, sets, start);
  }

  /** Whether the match can be reached without reading a character, if all assertions hold. */
  private static boolean matchesNothing(Program from) {
    boolean[] isSeen = new boolean[from.size()];
    int[] stack = new int[2 * from.size() + 1];
    stack[0] = from.start;
    int depth = 1;
    while (depth > 0) {
      int node = stack[--depth];
      if (isSeen[node]) {
        continue;
      }
      isSeen[node] = true;
      int kind = from.operation[node];
      if (kind == Program.MATCH) {
        return true;
      }
      if (kind == Program.SPLIT || kind == Program.JUMP) {
        stack[depth++] = from.first[node];
      }
      if (kind == Program.SPLIT || kind == Program.ASSERTION) {
        stack[depth++] = from.second[node];
      }
    }
    return false;
  }

  /**
   * The program that reads the same texts backwards. Each node becomes a choice between the ways
   * that led to it.
   */
  static Program reversed(Program from) {
    int[] ways = new int[from.size()];
    for (int node = 0; node < from.size(); node++) {
      int kind = from.operation[node];
      if (kind == Program.SPLIT || kind == Program.JUMP) {
        ways[from.first[node]]++;
      }
      if (kind <= Program.SPLIT) {
        ways[from.second[node]]++;
      }
    }
    ways[from.start]++;
    int[] offset = new int[from.size()];
    int size = 0;
    for (int node = 0; node < from.size(); node++) {
      offset[node] = size;
      size += Math.max(1, 2 * ways[node] - 1);
    }
    return new ProgramRewriting(from, size).reverse(offset, ways);
  }

  private Program reverse(int[] offset, int[] ways) {
    int match = 0;
    for (int node = 0; node < from.size(); node++) {
      if (ways[node] == 0) {
        set(offset[node], Program.CHARACTER, from.sets.length, offset[node]);
      }
      for (int way = 0; way + 1 < ways[node]; way++) {
        int at = offset[node] + 2 * way;
        set(at, Program.SPLIT, at + 1, at + 2);
      }
    }
    int[] free = offset.clone();
    for (int node = 0; node < from.size(); node++) {
      int kind = from.operation[node];
      if (kind == Program.MATCH) {
        match = offset[node];
      }
      if (kind == Program.SPLIT || kind == Program.JUMP) {
        way(from.first[node], offset, ways, free, Program.JUMP, offset[node], offset[node]);
      }
      if (kind == Program.SPLIT) {
        way(from.second[node], offset, ways, free, Program.JUMP, offset[node], offset[node]);
      } else if (kind <= Program.ASSERTION) {
        int operand = kind == Program.CHARACTER ? from.first[node] : mirrored(from.first[node]);
        way(from.second[node], offset, ways, free, kind, operand, offset[node]);
      }
    }
    way(from.start, offset, ways, free, Program.MATCH, 0, 0);
    return program(match);
  }

  /** Writes one of the choices of {@code node}: after its split, or at the end of the chain. */
  private void way(int node, int[] offset, int[] ways, int[] free, int kind, int one, int other) {
    boolean isLast = free[node] == offset[node] + 2 * (ways[node] - 1);
    set(isLast ? free[node] : free[node] + 1, kind, one, other);
    free[node] += 2;
  }

  private static int mirrored(int assertion) {
    switch (assertion) {
      case Program.TEXT_START:
        return Program.TEXT_END;
      case Program.LINE_START:
        return Program.LINE_END;
      case Program.TEXT_END:
        return Program.TEXT_START;
      case Program.LINE_END:
        return Program.LINE_START;
      default:
        return assertion;
    }
  }
}
