package dev.sallyport.engine;

/**
 * A run of a plan's clauses whose tests share tables. Wide plans are cut into ranges, so that
 * tables grow with the number of clauses and not with its square.
 *
 * @param first the first clause, a multiple of 64
 * @param end the clause after the last
 */
record ClauseRange(int first, int end) {
  static final int MAX_CLAUSES = 512;

  int firstWord() {
    return first >> 6;
  }

  int words() {
    return (end - first + 63) >> 6;
  }
}
