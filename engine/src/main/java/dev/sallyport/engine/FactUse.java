package dev.sallyport.engine;

/** Which facts of a call a condition reads. */
final class FactUse {
  private FactUse() {}

  /** Whether some part of the condition reads what is under {@code root}. */
  static boolean reads(Expression condition, PathRoot root) {
    if (condition instanceof Expression.Not not) {
      return reads(not.part(), root);
    }
    for (Expression part : ConditionProbe.parts(condition)) {
      if (reads(part, root)) {
        return true;
      }
    }
    for (Operand operand : ConditionProbe.operands(condition)) {
      if (reads(operand, root)) {
        return true;
      }
    }
    return false;
  }

  private static boolean reads(Operand operand, PathRoot root) {
    if (operand instanceof Operand.Call call) {
      return reads(call.argument(), root);
    }
    if (operand instanceof Operand.Time) {
      return root == PathRoot.TIME;
    }
    return operand instanceof Operand.Path path && path.root() == root;
  }
}
