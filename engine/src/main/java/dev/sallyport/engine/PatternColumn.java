package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.pattern.Automaton;

/**
 * Tests that look into a text: one run of an automaton answers them all. Usually there is one
 * automaton; several if the tests together would exceed the state budget.
 */
final class PatternColumn extends Column {
  static final int MISSING_ROW = 0;
  static final int ERROR_ROW = 1;

  private final ValueSource subject;
  private final int slot;
  private final BitRows otherKinds;
  private final Automaton[] automata;
  private final BitRows[] outcomes;
  private final BitRows[] found;
  private final ListTests lists;

  /**
   * @param otherKinds the rows {@link #MISSING_ROW} and {@link #ERROR_ROW}
   * @param outcomes for each automaton a row for each of its outcomes, or none if that were too
   *     many
   * @param found for each automaton the rows 2i if its test i is not found, and 2i+1 if it is
   * @param lists {@code contains} asks lists for an element
   */
  PatternColumn(
      ValueSource subject,
      ClauseTests<?> tests,
      BitRows otherKinds,
      Automaton[] automata,
      BitRows[] outcomes,
      BitRows[] found,
      ListTests lists) {
    super(tests.firstWord(), tests.clauses());
    this.subject = subject;
    this.slot = subject.slot();
    this.otherKinds = otherKinds;
    this.automata = automata;
    this.outcomes = outcomes;
    this.found = found;
    this.lists = lists;
  }

  @Override
  void apply(Evaluation state) {
    Value value = slot >= 0 ? state.scan.value(slot) : subject.value(state);
    switch (value.kind()) {
      case Kind.TEXT:
        for (int at = 0; at < automata.length; at++) {
          run(at, value, state);
        }
        break;
      case Kind.MISSING:
        otherKinds.apply(MISSING_ROW, state);
        break;
      case Kind.LIST:
        lists.apply(value, state);
        break;
      default:
        otherKinds.apply(ERROR_ROW, state);
    }
  }

  private void run(int at, Value text, Evaluation state) {
    Automaton automaton = automata[at];
    int tests = automaton.tests().size();
    long[] matched = state.matched((tests + 63) >> 6);
    int outcome = automaton.run(text.bytes(), text.start(), text.end(), text.utf8(), matched);
    if (outcome >= 0 && outcomes[at].has(outcome)) {
      outcomes[at].apply(outcome, state);
      return;
    }
    if (outcome >= 0) {
      automaton.addOutcome(outcome, matched);
    }
    for (int test = 0; test < tests; test++) {
      int isFound = (int) (matched[test >> 6] >>> test & 1);
      found[at].apply(2 * test + isFound, state);
    }
  }
}
