package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The plans of one stage. A tool's plan is made when it is first asked for; tools to which the same
 * clauses can apply share one. Thread-safe.
 */
final class ToolPlans {
  /** A model can make up names without end: no more than this many are remembered. */
  private static final int REMEMBERED_NAMES = 4_096;

  private final List<Clause> clauses = new ArrayList<>();
  private final ToolRules tools;
  private final ConflictStrategy strategy;
  private final AutomatonCache automata;
  private final AgentIndex agents;
  private final ConcurrentHashMap<String, ToolPlan> byName = new ConcurrentHashMap<>();
  private final Map<List<Long>, ToolPlan> byClauses = new HashMap<>();
  private volatile @Nullable ToolPlan withoutTool;

  ToolPlans(
      List<Rule> rules,
      Stage stage,
      ConflictStrategy strategy,
      AutomatonCache automata,
      AgentIndex agents) {
    this.strategy = strategy;
    this.automata = automata;
    this.agents = agents;
    List<ClauseTool> all = new ArrayList<>();
    for (int at = 0; at < rules.size(); at++) {
      Rule rule = rules.get(at);
      if (rule.stage() == stage) {
        for (List<Literal> literals : DisjunctiveForm.of(rule.condition())) {
          ClauseTool clause = ClauseTool.of(new Clause(clauses.size(), at, rule, literals));
          clauses.add(clause.clause());
          all.add(clause);
        }
      }
    }
    this.tools = new ToolRules(all);
  }

  /** The plan of a tool that was asked for before; null if it was not. */
  @Nullable ToolPlan known(String tool) {
    return byName.get(tool);
  }

  /** The plan of a tool whose name is acceptable. */
  ToolPlan plan(String tool) {
    ToolPlan known = byName.get(tool);
    if (known != null) {
      return known;
    }
    List<Long> key = tools.candidates(tool);
    synchronized (byClauses) {
      ToolPlan plan = byClauses.get(key);
      boolean remember = byName.size() < REMEMBERED_NAMES || tools.names(tool);
      if (plan == null) {
        // What nobody will ask for again must not stay in memory by way of its automata.
        plan = make(key, remember ? automata : new AutomatonCache());
        if (remember) {
          byClauses.put(key, plan);
        }
      }
      if (remember) {
        byName.put(tool, plan);
      }
      return plan;
    }
  }

  /** The plan of a stage's calls that belong to no tool. */
  ToolPlan planWithoutTool() {
    ToolPlan known = withoutTool;
    if (known == null) {
      synchronized (byClauses) {
        known = make(tools.candidatesWithoutTool(), automata);
        withoutTool = known;
      }
    }
    return known;
  }

  private ToolPlan make(List<Long> key, AutomatonCache cache) {
    List<Long> order = new ArrayList<>(key);
    if (strategy == ConflictStrategy.MOST_SPECIFIC) {
      order.sort(Comparator.comparing(this::scopeOf).reversed());
    }
    List<Clause> chosen = new ArrayList<>(order.size());
    boolean[] erring = new boolean[order.size()];
    for (int at = 0; at < erring.length; at++) {
      chosen.add(clauses.get(ToolRules.clauseOf(order.get(at))));
      erring[at] = ToolRules.errs(order.get(at));
    }
    return PlanBuilder.build(chosen, erring, strategy, cache, agents);
  }

  private Scope scopeOf(long candidate) {
    return clauses.get(ToolRules.clauseOf(candidate)).rule().scope();
  }

  /** The names that rules of this stage state in full. */
  List<String> names() {
    return tools.names();
  }
}
