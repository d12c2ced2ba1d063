package dev.sallyport.engine;

/** One test that is not simple, asked by itself. */
final class NodeColumn extends Column {
  private final ConditionNode test;
  private final BitRows rows;

  /** {@code rows}: one row for each {@link Truth}, in its order. */
  NodeColumn(ClauseTests<?> tests, ConditionNode test, BitRows rows) {
    super(tests.firstWord(), tests.clauses());
    this.test = test;
    this.rows = rows;
  }

  @Override
  void apply(Evaluation state) {
    rows.apply(test.answer(state).ordinal(), state);
  }
}
