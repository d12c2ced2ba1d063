package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the clauses that can apply to a tool into a {@link ToolPlan}. */
final class PlanBuilder {
  private final List<Clause> clauses;
  private final OperandCompiler operands;
  private final AutomatonCache automata;
  private final AgentIndex agents;
  private final List<Column> columns = new ArrayList<>();

  private PlanBuilder(
      List<Clause> clauses, OperandCompiler operands, AutomatonCache automata, AgentIndex agents) {
    this.clauses = clauses;
    this.operands = operands;
    this.automata = automata;
    this.agents = agents;
  }

  /**
   * Compiles.
   *
   * @param clauses in the order in which they decide
   * @param erring positions of clauses that err whatever the call's arguments are
   */
  static ToolPlan build(
      List<Clause> clauses,
      boolean[] erring,
      ConflictStrategy strategy,
      AutomatonCache automata,
      AgentIndex agents) {
    PlanBuilder builder = new PlanBuilder(clauses, new OperandCompiler(), automata, agents);
    ActionBits bits = new ActionBits(clauses, strategy);
    for (int first = 0; first < clauses.size(); first += ClauseRange.MAX_CLAUSES) {
      int end = Math.min(clauses.size(), first + ClauseRange.MAX_CLAUSES);
      builder.addColumns(new ClauseRange(first, end));
    }
    long[] holds = bits.all.clone();
    for (int at = 0; at < erring.length; at++) {
      if (erring[at]) {
        holds[at >> 6] &= ~(1L << at);
      }
    }
    return new ToolPlan(
        clauses,
        holds,
        builder.columns,
        builder.operands.paths(),
        builder.operands.registers(),
        bits);
  }

  private void addColumns(ClauseRange range) {
    Map<Integer, ClauseTests<Integer>> lists = new LinkedHashMap<>();
    Map<Operand, ClauseTests<SimpleTest>> classes = new LinkedHashMap<>();
    Map<Operand, ClauseTests<SimpleTest.Text>> texts = new LinkedHashMap<>();
    Map<NodeKey, ClauseTests<NodeKey>> nodes = new LinkedHashMap<>();
    for (int at = range.first(); at < range.end(); at++) {
      Clause clause = clauses.get(at);
      addAgents(lists, range, at, clause.rule());
      for (Literal literal : clause.literals()) {
        SimpleTest simple = SimpleTest.of(literal.test());
        if (simple instanceof SimpleTest.Text text) {
          texts
              .computeIfAbsent(text.subject(), subject -> new ClauseTests<>(range))
              .add(at, literal, text);
        } else if (simple != null) {
          classes
              .computeIfAbsent(simple.subject(), subject -> new ClauseTests<>(range))
              .add(at, literal, simple);
        } else {
          NodeKey key = new NodeKey(literal.test(), clause.everyValue() != literal.negated());
          nodes.computeIfAbsent(key, k -> new ClauseTests<>(range)).add(at, literal, key);
        }
      }
    }
    lists.forEach((list, tests) -> columns.add(AgentColumns.column(list, tests)));
    classes.forEach(
        (subject, tests) -> {
          if (asksForEquality(tests)) {
            columns.add(classColumn(subject, tests));
          }
        });
    classes.forEach(
        (subject, tests) -> {
          if (!asksForEquality(tests)) {
            columns.add(classColumn(subject, tests));
          }
        });
    texts.forEach((subject, tests) -> columns.add(patternColumn(subject, tests)));
    nodes.forEach((key, tests) -> columns.add(nodeColumn(key, tests)));
  }

  private void addAgents(
      Map<Integer, ClauseTests<Integer>> lists, ClauseRange range, int at, Rule rule) {
    for (NamePatterns patterns : List.of(rule.documentAgents(), rule.agents())) {
      if (!patterns.matchesAnything()) {
        int list = agents.number(patterns);
        Literal wanted = new Literal(new Expression.Constant(true), false);
        lists.computeIfAbsent(list, number -> new ClauseTests<>(range)).add(at, wanted, list);
      }
    }
  }

  /** Whether a test wants certain values, which few calls have: such tests drop most clauses. */
  private static boolean asksForEquality(ClauseTests<SimpleTest> tests) {
    for (ClauseTests.Entry<SimpleTest> entry : tests.entries()) {
      if (entry.test() instanceof SimpleTest.Member
          || entry.test() instanceof SimpleTest.Compare compare
              && compare.operator() == Operator.EQUAL) {
        return true;
      }
    }
    return false;
  }

  private Column classColumn(Operand subject, ClauseTests<SimpleTest> tests) {
    ClassLayout layout = new ClassLayout();
    boolean ordersTexts = false;
    for (ClauseTests.Entry<SimpleTest> entry : tests.entries()) {
      layout.add(entry.test());
      ordersTexts |=
          entry.test() instanceof SimpleTest.Compare compare
              && compare.operator().isOrdering()
              && compare.literal() instanceof String;
    }
    BitRows rows = tests.rows(layout.classes());
    for (ClauseTests.Entry<SimpleTest> entry : tests.entries()) {
      ClassTest test = new ClassTest(entry.test(), layout);
      for (int number = 0; number < layout.classes(); number++) {
        rows.and(number, entry.clause(), entry.literal().of(test.answer(number)));
      }
    }
    return new ClassColumn(operands.source(subject), tests, layout, rows, ordersTexts);
  }

  private Column patternColumn(Operand subject, ClauseTests<SimpleTest.Text> tests) {
    Set<TextKey> distinct = new LinkedHashSet<>();
    for (ClauseTests.Entry<SimpleTest.Text> entry : tests.entries()) {
      distinct.add(entry.test().key());
    }
    TextAutomata made = automata.automata(List.copyOf(distinct));
    return PatternColumns.column(operands.source(subject), tests, made);
  }

  private Column nodeColumn(NodeKey key, ClauseTests<NodeKey> tests) {
    BitRows rows = tests.rows(Truth.values().length);
    for (ClauseTests.Entry<NodeKey> entry : tests.entries()) {
      for (Truth answer : Truth.values()) {
        rows.and(answer.ordinal(), entry.clause(), entry.literal().of(answer));
      }
    }
    return new NodeColumn(
        tests, ConditionNodes.of(key.test(), key.every(), operands, automata), rows);
  }
}
