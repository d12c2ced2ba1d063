package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test that compares one value of a call with what the policy says. Tests of the same subject are
 * answered together, by a {@link Column}; all others are asked one by one, as {@link
 * ConditionNode}.
 */
sealed interface SimpleTest {
  /** What is tested; has at most one value. */
  Operand subject();

  /** {@code subject operator literal}, equality or order. */
  record Compare(Operand subject, Operator operator, Object literal) implements SimpleTest {}

  /** {@code subject in literals}, or {@code not in}. */
  record Member(Operand subject, boolean wanted, List<?> literals) implements SimpleTest {}

  /** {@code subject matches pattern}, or one of the operators that look for a text in a text. */
  record Text(Operand subject, TextKey key) implements SimpleTest {}

  /** {@code has(subject)}, its truth or its type. */
  record Property(Operand subject, Expression test) implements SimpleTest {}

  /** The test, or null if it is not simple. */
  static @Nullable SimpleTest of(Expression test) {
    if (test instanceof Expression.Comparison comparison) {
      return of(comparison);
    }
    if (test instanceof Expression.Matches matches && isSingle(matches.left())) {
      TextPattern pattern = matches.pattern();
      return new Text(matches.left(), new TextKey(Operator.MATCHES, pattern.source(), pattern));
    }
    if (test instanceof Expression.Has has && isSingle(has.path())) {
      return new Property(has.path(), has);
    }
    if (test instanceof Expression.IsTrue isTrue && isSingle(isTrue.path())) {
      return new Property(isTrue.path(), isTrue);
    }
    if (test instanceof Expression.IsType isType
        && isType.type() != JsonType.INTEGER
        && isSingle(isType.path())) {
      return new Property(isType.path(), isType);
    }
    return null;
  }

  private static @Nullable SimpleTest of(Expression.Comparison comparison) {
    Operator operator = comparison.operator();
    if (comparison.right() instanceof Operand.Literal literal && isSingle(comparison.left())) {
      return of(comparison.left(), operator, literal.value());
    }
    Operator turned = turned(operator);
    if (turned != null
        && comparison.left() instanceof Operand.Literal literal
        && isSingle(comparison.right())) {
      return of(comparison.right(), turned, literal.value());
    }
    return null;
  }

  private static @Nullable SimpleTest of(Operand subject, Operator operator, Object literal) {
    if (operator.isMembership()) {
      boolean wanted = operator == Operator.IN;
      return literal instanceof List<?> list ? new Member(subject, wanted, list) : null;
    }
    if (operator == Operator.CONTAINS || operator.isAffix()) {
      return literal instanceof String text
          ? new Text(subject, new TextKey(operator, text, null))
          : null;
    }
    return new Compare(subject, operator, literal);
  }

  /** The operator that asks the same with the sides exchanged; null if there is none. */
  private static @Nullable Operator turned(Operator operator) {
    switch (operator) {
      case EQUAL:
      case NOT_EQUAL:
        return operator;
      case LESS:
        return Operator.GREATER;
      case LESS_OR_EQUAL:
        return Operator.GREATER_OR_EQUAL;
      case GREATER:
        return Operator.LESS;
      case GREATER_OR_EQUAL:
        return Operator.LESS_OR_EQUAL;
      default:
        return null;
    }
  }

  private static boolean isSingle(Operand operand) {
    if (operand instanceof Operand.Call call) {
      return isSingle(call.argument());
    }
    return operand instanceof Operand.Path path
        ? !path.isMultiple()
        : operand instanceof Operand.Time;
  }
}
