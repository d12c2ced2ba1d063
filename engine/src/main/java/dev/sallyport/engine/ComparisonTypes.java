package dev.sallyport.engine;

import java.util.List;

/** Refuses comparisons that would err for every call, because a literal has the wrong type. */
final class ComparisonTypes {
  private ComparisonTypes() {}

  static void check(
      Token at, Operator operator, Token leftToken, Operand left, Token rightToken, Operand right)
      throws ConditionException {
    if (isMultiple(left) && isMultiple(right)) {
      throw new ConditionException(
          at.offset(), "got several values on both sides, wanted one side with a single value");
    }
    if (left instanceof Operand.Time || right instanceof Operand.Time) {
      TimeComparisons.check(at, operator, leftToken, left, rightToken, right);
    }
    HttpComparisons.check(operator, leftToken, left, rightToken, right);
    if (operator.isMembership()) {
      refuse(leftToken, left instanceof Operand.Literal l && isList(l), "a single value");
      refuse(rightToken, isScalar(right), "a list or a path");
    } else if (operator.isAffix()) {
      checkText(leftToken, left);
      checkText(rightToken, right);
    } else if (operator == Operator.CONTAINS) {
      refuse(leftToken, isScalar(left) && !isText(left), "a text, a list or a path");
      refuse(rightToken, right instanceof Operand.Literal r && isList(r), "a single value");
    } else {
      checkComparable(operator, leftToken, left);
      checkComparable(operator, rightToken, right);
    }
  }

  /** Refuses what is certain not to be text. */
  static void checkText(Token token, Operand operand) throws ConditionException {
    refuse(token, isCertain(operand) && !isText(operand), "a text in quotes or a path");
  }

  static void checkArgument(Function function, Token token, Operand argument)
      throws ConditionException {
    boolean path = !(argument instanceof Operand.Literal || argument instanceof Operand.Time);
    refuse(token, !path, "a path in `" + function.word + "()`");
    if (function == Function.LOWER || argument instanceof Operand.Call) {
      checkText(token, argument);
    }
  }

  private static void checkComparable(Operator operator, Token token, Operand operand)
      throws ConditionException {
    if (!(operand instanceof Operand.Literal literal)) {
      return;
    }
    refuse(token, isList(literal), "a single value; lists go with `in`");
    boolean ordered = literal.value() instanceof NumberLiteral || literal.value() instanceof String;
    refuse(token, operator.isOrdering() && !ordered, "a number or a text to order");
  }

  private static void refuse(Token token, boolean wrong, String wanted) throws ConditionException {
    if (wrong) {
      String got = token.isSymbol("[") ? "a list" : token.shown();
      throw new ConditionException(token.offset(), "got " + got + ", wanted " + wanted);
    }
  }

  private static boolean isMultiple(Operand operand) {
    if (operand instanceof Operand.Call call) {
      return isMultiple(call.argument());
    }
    return operand instanceof Operand.Path path && path.isMultiple();
  }

  /** Whether the type is known before any call. */
  private static boolean isCertain(Operand operand) {
    return !(operand instanceof Operand.Path);
  }

  private static boolean isScalar(Operand operand) {
    return isCertain(operand) && !(operand instanceof Operand.Literal literal && isList(literal));
  }

  private static boolean isText(Operand operand) {
    return operand instanceof Operand.Call call && call.function() == Function.LOWER
        || operand instanceof Operand.Time time && !time.field().isNumber()
        || operand instanceof Operand.Literal literal && literal.value() instanceof String;
  }

  private static boolean isList(Operand.Literal literal) {
    return literal.value() instanceof List;
  }
}
