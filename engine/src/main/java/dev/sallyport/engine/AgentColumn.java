package dev.sallyport.engine;

/** The clauses whose rule or document is limited to the agents of one list. */
final class AgentColumn extends Column {
  private final int list;
  private final BitRows rows;

  /** {@code rows}: one row for each {@link Truth}, in its order. */
  AgentColumn(ClauseTests<?> tests, int list, BitRows rows) {
    super(tests.firstWord(), tests.clauses());
    this.list = list;
    this.rows = rows;
  }

  @Override
  void apply(Evaluation state) {
    rows.apply(state.agent().isOn(list).ordinal(), state);
  }
}
