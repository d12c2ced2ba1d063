package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The tests that a range of clauses makes of one subject.
 *
 * @param <T> what is tested
 */
final class ClauseTests<T> {
  /**
   * One test.
   *
   * @param clause the clause in its plan
   * @param <T> what is tested
   */
  record Entry<T>(int clause, Literal literal, T test) {}

  private final ClauseRange range;
  private final List<Entry<T>> entries = new ArrayList<>();

  ClauseTests(ClauseRange range) {
    this.range = range;
  }

  void add(int clause, Literal literal, T test) {
    entries.add(new Entry<>(clause, literal, test));
  }

  List<Entry<T>> entries() {
    return entries;
  }

  int firstWord() {
    return range.firstWord();
  }

  /** The clauses that have such a test, in bits from the first word of the range on. */
  long[] clauses() {
    long[] clauses = new long[range.words()];
    for (Entry<T> entry : entries) {
      clauses[(entry.clause() >> 6) - range.firstWord()] |= 1L << entry.clause();
    }
    return clauses;
  }

  BitRows rows(int count) {
    return new BitRows(count, range.firstWord(), range.words());
  }
}
