package dev.sallyport.engine;

import dev.sallyport.engine.arguments.ArgumentPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a tool are judged: the clauses that can apply to them, in the order in which
 * they decide, and the columns that find out which do. Immutable; several tools may share one.
 */
final class ToolPlan {
  private final Clause[] clauses;
  private final long[] initiallyHolds;
  private final AgentColumn[] agentColumns;
  private final ClassColumn[] classColumns;
  private final PatternColumn[] patternColumns;
  private final NodeColumn[] nodeColumns;
  private final ArgumentPaths paths;
  private final int registers;
  private final ActionBits bits;

  /**
   * @param initiallyHolds the clauses that have not erred before the call is looked at
   * @param columns of each kind the ones first that drop more clauses
   */
  ToolPlan(
      List<Clause> clauses,
      long[] initiallyHolds,
      List<Column> columns,
      ArgumentPaths paths,
      int registers,
      ActionBits bits) {
    this.clauses = clauses.toArray(new Clause[0]);
    this.initiallyHolds = initiallyHolds;
    this.agentColumns = ofKind(columns, AgentColumn.class).toArray(new AgentColumn[0]);
    this.classColumns = ofKind(columns, ClassColumn.class).toArray(new ClassColumn[0]);
    this.patternColumns = ofKind(columns, PatternColumn.class).toArray(new PatternColumn[0]);
    this.nodeColumns = ofKind(columns, NodeColumn.class).toArray(new NodeColumn[0]);
    this.paths = paths;
    this.registers = registers;
    this.bits = bits;
  }

  private static <C> List<C> ofKind(List<Column> columns, Class<C> kind) {
    List<C> found = new ArrayList<>();
    for (Column column : columns) {
      if (kind.isInstance(column)) {
        found.add(kind.cast(column));
      }
    }
    return found;
  }

  ArgumentPaths paths() {
    return paths;
  }

  int registers() {
    return registers;
  }

  int words() {
    return initiallyHolds.length;
  }

  long initiallyHolds(int word) {
    return initiallyHolds[word];
  }

  ActionBits bits() {
    return bits;
  }

  Clause clause(int number) {
    return clauses[number];
  }

  int clauseCount() {
    return clauses.length;
  }

  /**
   * The rules of the clauses in {@code kind} that apply, by their numbers; null if there is none.
   */
  @Nullable SortedMap<Integer, Rule> applying(Evaluation state, long[] kind) {
    SortedMap<Integer, Rule> rules = null;
    for (int word = 0; word < kind.length; word++) {
      for (long rest = state.applies[word] & kind[word]; rest != 0; rest &= rest - 1) {
        Clause clause = clauses[(word << 6) + Long.numberOfTrailingZeros(rest)];
        rules = rules == null ? new TreeMap<>() : rules;
        rules.put(clause.ruleNumber(), clause.rule());
      }
    }
    return rules;
  }

  /**
   * Finds the clauses that apply: an allow rule's if all holds, any other's if nothing is false.
   */
  void answer(Evaluation state) {
    askColumns(state);
    for (int word = 0; word < initiallyHolds.length; word++) {
      long allow = bits.allow[word];
      state.applies[word] =
          (state.holds[word] & allow) | (state.open[word] & bits.all[word] & ~allow);
    }
  }

  /** Kind by kind, so that each loop calls one method only; what costs more comes later. */
  private void askColumns(Evaluation state) {
    for (AgentColumn column : agentColumns) {
      if (column.matters(state)) {
        column.apply(state);
      }
    }
    for (ClassColumn column : classColumns) {
      if (column.matters(state)) {
        column.apply(state);
      }
    }
    for (PatternColumn column : patternColumns) {
      if (column.matters(state)) {
        column.apply(state);
      }
    }
    for (NodeColumn column : nodeColumns) {
      if (column.matters(state)) {
        column.apply(state);
      }
    }
  }
}
