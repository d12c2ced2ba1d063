package dev.sallyport.engine.pattern;

/**
 * A finished automaton as one table: a row for each state, with what is reported on entry, what is
 * reported at the end of the text, and the row that each class leads to. A row is named by its
 * offset. Rows that report come after those that do not; rows without a way out come last.
 */
final class States {
  /** Offsets in a row. */
  static final int ENTRY = 0;

  static final int END = 1;

  final int count;
  final int[] rows;
  final int[] starts;
  final int firstReporting;
  final int firstLast;
  final Alphabet alphabet;
  final OutcomeStore outcomes;

  States(
      StateStore states,
      int[] targets,
      int[] finals,
      int[] starts,
      Alphabet alphabet,
      int classes,
      OutcomeStore outcomes) {
    this.alphabet = alphabet;
    this.outcomes = outcomes;
    count = states.size();
    int width = Alphabet.FIRST + classes;
    int[] rowOf = new int[count];
    int[] firsts = new int[3];
    int row = 0;
    for (int kind = 0; kind < 3; kind++) {
      firsts[kind] = row;
      for (int state = 0; state < count; state++) {
        if (kind(states, state, targets, finals, classes) == kind) {
          rowOf[state] = row;
          row += width;
        }
      }
    }
    firstReporting = firsts[1];
    firstLast = firsts[2];
    rows = new int[row];
    for (int state = 0; state < count; state++) {
      int at = rowOf[state];
      rows[at + ENTRY] = states.outcome(state);
      rows[at + END] = finals[state];
      for (int of = 0; of < classes; of++) {
        rows[at + Alphabet.FIRST + of] = rowOf[targets[state * classes + of]];
      }
    }
    this.starts = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      this.starts[i] = rowOf[starts[i]];
    }
  }

  /** 0: goes on and reports nothing; 1: reports and goes on; 2: never leaves. */
  private static int kind(StateStore states, int state, int[] targets, int[] finals, int classes) {
    boolean isLast = finals[state] == 0;
    for (int of = 0; isLast && of < classes; of++) {
      isLast = targets[state * classes + of] == state;
    }
    return isLast ? 2 : states.outcome(state) != 0 ? 1 : 0;
  }
}
