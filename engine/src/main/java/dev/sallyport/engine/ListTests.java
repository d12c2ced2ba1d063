package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;

/**
 * What the tests of a {@link PatternColumn} mean for a list: {@code contains} asks for an element.
 */
final class ListTests {
  private final Value[] wanted;
  private final BitRows rows;
  private final int errorRow;

  /**
   * @param wanted the texts that {@code contains} looks for
   * @param rows for wanted text i the rows 3i (not found), 3i+1 (found), 3i+2 (error); then one for
   *     all other tests, which err for a list
   */
  ListTests(Value[] wanted, BitRows rows) {
    this.wanted = wanted;
    this.rows = rows;
    this.errorRow = 3 * wanted.length;
  }

  void apply(Value list, Evaluation state) {
    rows.apply(errorRow, state);
    for (int at = 0; at < wanted.length; at++) {
      state.startComparison();
      Truth found = Membership.isElement(wanted[at], list, state);
      rows.apply(3 * at + (found == Truth.TRUE ? 1 : found == Truth.FALSE ? 0 : 2), state);
    }
  }
}
