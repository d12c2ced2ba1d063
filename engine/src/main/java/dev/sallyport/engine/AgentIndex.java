package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which lists of agents an agent is on. What was found for a name is remembered, for a bounded
 * number of names. Thread-safe.
 */
final class AgentIndex {
  private static final int REMEMBERED_NAMES = 4_096;

  private final List<NamePatterns> lists = new ArrayList<>();
  private final Map<NamePatterns, Integer> numbers = new HashMap<>();
  private final ConcurrentHashMap<String, Agent> remembered = new ConcurrentHashMap<>();

  /**
   * An agent.
   *
   * @param name in Unicode normal form C
   * @param isOn bit n: whether it is on list n
   */
  record Agent(@Nullable String name, long[] isOn) {
    static final Agent UNKNOWN = new Agent(null, new long[0]);

    /** An agent that nobody knows may or may not be on a list. */
    Truth isOn(int list) {
      return name == null ? Truth.ERROR : Truth.of((isOn[list >> 6] >>> list & 1) != 0);
    }
  }

  AgentIndex(List<Rule> rules) {
    for (Rule rule : rules) {
      add(rule.documentAgents());
      add(rule.agents());
    }
  }

  private void add(NamePatterns agents) {
    if (!agents.matchesAnything() && numbers.putIfAbsent(agents, lists.size()) == null) {
      lists.add(agents);
    }
  }

  /** The number of a rule's list. */
  int number(NamePatterns agents) {
    Integer number = numbers.get(agents);
    if (number == null) {
      throw new IllegalStateException("not a list of this policy");
    }
    return number;
  }

  Agent agent(@Nullable String name) {
    if (name == null) {
      return Agent.UNKNOWN;
    }
    Agent known = remembered.get(name);
    if (known != null) {
      return known;
    }
    Agent found = find(name);
    if (remembered.size() < REMEMBERED_NAMES && name.length() <= EngineLimits.NAME_CHARACTERS) {
      remembered.put(name, found);
    }
    return found;
  }

  private Agent find(String name) {
    String normalised = CallNames.normalised(name);
    long[] isOn = new long[(lists.size() + 63) >> 6];
    for (int list = 0; list < lists.size(); list++) {
      if (lists.get(list).matches(normalised)) {
        isOn[list >> 6] |= 1L << list;
      }
    }
    return new Agent(normalised, isOn);
  }
}
