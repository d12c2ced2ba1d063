package dev.sallyport.engine;

/** Makes {@link AgentColumn}s. */
final class AgentColumns {
  private AgentColumns() {}

  static Column column(int list, ClauseTests<Integer> tests) {
    BitRows rows = tests.rows(Truth.values().length);
    for (ClauseTests.Entry<Integer> entry : tests.entries()) {
      for (Truth answer : Truth.values()) {
        rows.and(answer.ordinal(), entry.clause(), answer);
      }
    }
    return new AgentColumn(tests, list, rows);
  }
}
