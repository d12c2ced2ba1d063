package dev.sallyport.engine;

import java.util.List;

/** Compiles conditions, and tests in them, that are asked by themselves. */
final class ConditionNodes {
  private final OperandCompiler operands;
  private final AutomatonCache automata;

  private ConditionNodes(OperandCompiler operands, AutomatonCache automata) {
    this.operands = operands;
    this.automata = automata;
  }

  /**
   * Compiles.
   *
   * @param every whether all values of a path must satisfy a test, or one is enough; turns round
   *     below {@code not}
   */
  static ConditionNode of(
      Expression condition, boolean every, OperandCompiler operands, AutomatonCache automata) {
    return new ConditionNodes(operands, automata).node(condition, every);
  }

  private ConditionNode node(Expression condition, boolean every) {
    if (condition instanceof Expression.AnyOf any) {
      return combination(CombinationNode.Kind.ANY, any.parts(), every);
    }
    if (condition instanceof Expression.AllOf all) {
      return combination(CombinationNode.Kind.ALL, all.parts(), every);
    }
    if (condition instanceof Expression.Not not) {
      return new CombinationNode(CombinationNode.Kind.NOT, node(not.part(), !every));
    }
    if (condition instanceof Expression.Constant constant) {
      CombinationNode.Kind empty =
          constant.value() ? CombinationNode.Kind.ALL : CombinationNode.Kind.ANY;
      return new CombinationNode(empty);
    }
    return test(condition, every);
  }

  private ConditionNode combination(
      CombinationNode.Kind kind, List<Expression> parts, boolean every) {
    ConditionNode[] nodes = new ConditionNode[parts.size()];
    for (int at = 0; at < nodes.length; at++) {
      nodes[at] = node(parts.get(at), every);
    }
    return new CombinationNode(kind, nodes);
  }

  private ConditionNode test(Expression test, boolean every) {
    if (test instanceof Expression.Comparison comparison) {
      return comparison(comparison, every);
    }
    if (test instanceof Expression.Matches matches) {
      TextKey key = new TextKey(Operator.MATCHES, matches.pattern().source(), matches.pattern());
      return new ValuesNode.Found(operands.values(matches.left()), automata.automaton(key), every);
    }
    if (test instanceof Expression.Has has) {
      return new ValuesNode.Present(operands.values(has.path()), every);
    }
    if (test instanceof Expression.IsTrue isTrue) {
      return new ValuesNode.True(operands.values(isTrue.path()), every);
    }
    if (test instanceof Expression.IsType isType) {
      return new ValuesNode.OfType(operands.values(isType.path()), isType.type(), every);
    }
    throw new IllegalStateException("cannot compile " + test.getClass().getSimpleName());
  }

  private ConditionNode comparison(Expression.Comparison comparison, boolean every) {
    Operator operator = comparison.operator();
    if (operator == Operator.CONTAINS
        && comparison.left() instanceof Operand.Literal literal
        && literal.value() instanceof List<?> list) {
      OperandValues element = operands.values(comparison.right());
      return new ValuesNode.Member(element, OperandCompiler.constants(list), true, every);
    }
    OperandValues left = operands.values(comparison.left());
    if (operator.isMembership()
        && comparison.right() instanceof Operand.Literal literal
        && literal.value() instanceof List<?> list) {
      return new ValuesNode.Member(
          left, OperandCompiler.constants(list), operator == Operator.IN, every);
    }
    return new ComparisonNode(operator, left, operands.values(comparison.right()), every);
  }
}
