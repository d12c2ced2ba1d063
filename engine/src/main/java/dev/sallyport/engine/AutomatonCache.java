package dev.sallyport.engine;

import dev.sallyport.engine.pattern.Automaton;
import dev.sallyport.engine.pattern.TextTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the automata of a policy, each once. Tests that together exceed the state budget are
 * divided among several automata. Thread-safe.
 */
final class AutomatonCache {
  /** States of one automaton; a test by itself was checked when the policy was read. */
  private static final int UNION_STATES = 4_096;

  private final Map<TextKey, TextTest> tests = new HashMap<>();
  private final Map<List<TextKey>, TextAutomata> made = new HashMap<>();

  synchronized TextAutomata automata(List<TextKey> keys) {
    TextAutomata known = made.get(keys);
    if (known == null) {
      List<Automaton> automata = new ArrayList<>();
      List<List<TextKey>> parts = new ArrayList<>();
      divide(keys, automata, parts);
      known = new TextAutomata(automata, parts);
      made.put(keys, known);
    }
    return known;
  }

  /** The automaton of one test. */
  Automaton automaton(TextKey key) {
    return automata(List.of(key)).automata().get(0);
  }

  private void divide(List<TextKey> keys, List<Automaton> automata, List<List<TextKey>> parts) {
    List<TextTest> union = new ArrayList<>(keys.size());
    for (TextKey key : keys) {
      union.add(tests.computeIfAbsent(key, TextKey::test));
    }
    int budget = keys.size() == 1 ? Integer.MAX_VALUE : UNION_STATES;
    Automaton automaton = Automaton.union(union, budget);
    if (automaton != null) {
      automata.add(automaton);
      parts.add(keys);
      return;
    }
    if (keys.size() == 1) {
      throw new IllegalStateException("a pattern that was loaded does not compile");
    }
    int middle = keys.size() / 2;
    divide(keys.subList(0, middle), automata, parts);
    divide(keys.subList(middle, keys.size()), automata, parts);
  }
}
