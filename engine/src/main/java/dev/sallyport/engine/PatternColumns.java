package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.pattern.Automaton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes {@link PatternColumn}s. */
final class PatternColumns {
  /** Rows for whole outcomes are made only while they stay below this many bits words. */
  private static final int MAX_OUTCOME_WORDS = 1 << 14;

  private PatternColumns() {}

  static Column column(
      ValueSource subject, ClauseTests<SimpleTest.Text> tests, TextAutomata automata) {
    int count = automata.automata().size();
    Automaton[] array = automata.automata().toArray(new Automaton[0]);
    BitRows[] outcomes = new BitRows[count];
    BitRows[] found = new BitRows[count];
    for (int at = 0; at < count; at++) {
      List<TextKey> keys = automata.tests().get(at);
      found[at] = found(tests, keys);
      outcomes[at] = outcomes(tests, keys, array[at]);
    }
    return new PatternColumn(subject, tests, kinds(tests), array, outcomes, found, lists(tests));
  }

  private static BitRows kinds(ClauseTests<SimpleTest.Text> tests) {
    BitRows rows = tests.rows(2);
    for (ClauseTests.Entry<SimpleTest.Text> entry : tests.entries()) {
      Literal literal = entry.literal();
      rows.and(PatternColumn.MISSING_ROW, entry.clause(), literal.of(Truth.FALSE));
      rows.and(PatternColumn.ERROR_ROW, entry.clause(), Truth.ERROR);
    }
    return rows;
  }

  private static BitRows found(ClauseTests<SimpleTest.Text> tests, List<TextKey> keys) {
    BitRows rows = tests.rows(2 * keys.size());
    Map<TextKey, Integer> numbers = numbers(keys);
    for (ClauseTests.Entry<SimpleTest.Text> entry : tests.entries()) {
      Integer number = numbers.get(entry.test().key());
      if (number != null) {
        rows.and(2 * number, entry.clause(), entry.literal().of(Truth.FALSE));
        rows.and(2 * number + 1, entry.clause(), entry.literal().of(Truth.TRUE));
      }
    }
    return rows;
  }

  private static BitRows outcomes(
      ClauseTests<SimpleTest.Text> tests, List<TextKey> keys, Automaton automaton) {
    int words = tests.clauses().length;
    boolean small = (long) automaton.outcomes() * words <= MAX_OUTCOME_WORDS;
    BitRows rows = tests.rows(small ? automaton.outcomes() : 0);
    Map<TextKey, Integer> numbers = numbers(keys);
    for (int outcome = 0; small && outcome < automaton.outcomes(); outcome++) {
      long[] bits = automaton.outcome(outcome);
      for (ClauseTests.Entry<SimpleTest.Text> entry : tests.entries()) {
        Integer number = numbers.get(entry.test().key());
        if (number != null) {
          boolean isFound = (bits[number >> 6] >>> number & 1) != 0;
          rows.and(outcome, entry.clause(), entry.literal().of(Truth.of(isFound)));
        }
      }
    }
    return rows;
  }

  private static Map<TextKey, Integer> numbers(List<TextKey> keys) {
    Map<TextKey, Integer> numbers = new LinkedHashMap<>();
    for (TextKey key : keys) {
      numbers.put(key, numbers.size());
    }
    return numbers;
  }

  private static ListTests lists(ClauseTests<SimpleTest.Text> tests) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (ClauseTests.Entry<SimpleTest.Text> entry : tests.entries()) {
      if (entry.test().key().operator() == Operator.CONTAINS) {
        wanted.putIfAbsent(entry.test().key().text(), wanted.size());
      }
    }
    BitRows rows = tests.rows(3 * wanted.size() + 1);
    for (ClauseTests.Entry<SimpleTest.Text> entry : tests.entries()) {
      Literal literal = entry.literal();
      if (entry.test().key().operator() == Operator.CONTAINS) {
        int row = 3 * wanted.getOrDefault(entry.test().key().text(), 0);
        rows.and(row, entry.clause(), literal.of(Truth.FALSE));
        rows.and(row + 1, entry.clause(), literal.of(Truth.TRUE));
        rows.and(row + 2, entry.clause(), Truth.ERROR);
      } else {
        rows.and(3 * wanted.size(), entry.clause(), Truth.ERROR);
      }
    }
    List<Value> values = new ArrayList<>();
    for (String text : wanted.keySet()) {
      values.add(Value.ofText(text));
    }
    return new ListTests(values.toArray(new Value[0]), rows);
  }
}
