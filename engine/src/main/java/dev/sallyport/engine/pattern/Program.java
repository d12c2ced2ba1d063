package dev.sallyport.engine.pattern;

/**
 * One test as a non-deterministic automaton, after Thompson. Nodes are numbered from 0; what a node
 * does is in {@link #operation}, its operands in {@link #first} and {@link #second}. Immutable.
 *
 * <ul>
 *   <li>{@link #CHARACTER}: reads a code point, then goes to {@code second}. {@code first} is the
 *       complement of the code point, or the index of a set in {@link #sets}.
 *   <li>{@link #ASSERTION}: goes to {@code second} if the kind {@code first} holds here.
 *   <li>{@link #SPLIT}: goes to {@code first} and to {@code second}.
 *   <li>{@link #JUMP}: goes to {@code first}.
 *   <li>{@link #MATCH}: the test is found.
 * </ul>
 */
final class Program {
  static final int CHARACTER = 0;
  static final int ASSERTION = 1;
  static final int SPLIT = 2;
  static final int JUMP = 3;
  static final int MATCH = 4;

  /** Kinds of assertions. */
  static final int TEXT_START = 0;

  static final int LINE_START = 1;
  static final int TEXT_END = 2;
  static final int LINE_END = 3;
  static final int WORD_BOUNDARY = 4;
  static final int NO_WORD_BOUNDARY = 5;

  final int[] operation;
  final int[] first;
  final int[] second;
  final int[][] sets;
  final int start;

  Program(int[] operation, int[] first, int[] second, int[][] sets, int start) {
    this.operation = operation;
    this.first = first;
    this.second = second;
    this.sets = sets;
    this.start = start;
  }

  int size() {
    return operation.length;
  }
}
