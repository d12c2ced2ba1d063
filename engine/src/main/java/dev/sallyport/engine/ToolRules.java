package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clauses that can apply to a tool: those that name it, by a look-up, and of those that
 * name patterns the ones that match. Immutable.
 *
 * <p>A candidate is a clause's number times two, plus one if the clause errs for the tool.
 */
final class ToolRules {
  private final Map<String, List<ClauseTool>> byName = new HashMap<>();
  private final List<ClauseTool> byPattern = new ArrayList<>();
  private final List<ClauseTool> all;

  ToolRules(List<ClauseTool> clauses) {
    this.all = clauses;
    for (ClauseTool clause : clauses) {
      NamePatterns tools = clause.clause().rule().tools();
      if (tools.areNames()) {
        for (String name : tools.distinct()) {
          byName.computeIfAbsent(name, n -> new ArrayList<>()).add(clause);
        }
      } else {
        byPattern.add(clause);
      }
    }
  }

  static int clauseOf(long candidate) {
    return (int) (candidate >> 1);
  }

  static boolean errs(long candidate) {
    return (candidate & 1) != 0;
  }

  /** Whether a rule states the name in full. */
  boolean names(String tool) {
    return byName.containsKey(tool);
  }

  /** The names that rules state in full. */
  List<String> names() {
    return new ArrayList<>(byName.keySet());
  }

  /** The candidates for a tool, in the order of clauses. */
  List<Long> candidates(String tool) {
    List<Long> candidates = new ArrayList<>();
    List<ClauseTool> named = byName.getOrDefault(tool, List.of());
    int next = 0;
    for (ClauseTool clause : byPattern) {
      while (next < named.size() && named.get(next).clause().number() < clause.clause().number()) {
        add(named.get(next++), tool, candidates);
      }
      add(clause, tool, candidates);
    }
    while (next < named.size()) {
      add(named.get(next++), tool, candidates);
    }
    return candidates;
  }

  /** The candidates for what belongs to no tool: rules are not limited by their tools then. */
  List<Long> candidatesWithoutTool() {
    List<Long> candidates = new ArrayList<>();
    for (ClauseTool clause : all) {
      add(clause, null, candidates);
    }
    return candidates;
  }

  private static void add(ClauseTool clause, @Nullable String tool, List<Long> candidates) {
    Truth answer = clause.speaksAbout(tool);
    if (answer != Truth.FALSE) {
      candidates.add(2L * clause.clause().number() + (answer == Truth.ERROR ? 1 : 0));
    }
  }
}
