package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;

/** {@code left operator right}, at most one side with several values. */
final class ComparisonNode extends ConditionNode {
  private final Operator operator;
  private final OperandValues left;
  private final OperandValues right;
  private final boolean every;

  /** {@code every}: whether all values must satisfy it, or one is enough. */
  ComparisonNode(Operator operator, OperandValues left, OperandValues right, boolean every) {
    this.operator = operator;
    this.left = left;
    this.right = right;
    this.every = every;
  }

  @Override
  Truth answer(Evaluation state) {
    Truth result = Truth.of(every);
    int compared = 0;
    state.startComparison();
    left.open(state);
    for (Value l = left.next(state); l != null; l = left.next(state)) {
      right.open(state);
      for (Value r = right.next(state); r != null; r = right.next(state)) {
        Truth next = ValueTests.compare(operator, l, r, state);
        result = every ? result.and(next) : result.or(next);
        if (++compared > EngineLimits.PATH_VALUES) {
          return Truth.ERROR;
        }
      }
    }
    return result;
  }
}
