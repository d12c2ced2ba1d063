package dev.sallyport.engine;

/**
 * The tests that clauses of a plan make of one subject, answered together. Immutable; what changes
 * with a call is in the {@link Evaluation}.
 */
abstract class Column {
  private final int firstWord;
  private final long[] clauses;

  /** {@code clauses}: the ones that have such a test, in bits from word {@code firstWord} on. */
  Column(int firstWord, long[] clauses) {
    this.firstWord = firstWord;
    this.clauses = clauses;
  }

  /** Whether a clause that may still apply has a test here. */
  final boolean matters(Evaluation state) {
    for (int word = 0; word < clauses.length; word++) {
      if ((clauses[word] & state.open[firstWord + word]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Asks the tests of the call in {@code state}, and drops the clauses that fail one. */
  abstract void apply(Evaluation state);
}
