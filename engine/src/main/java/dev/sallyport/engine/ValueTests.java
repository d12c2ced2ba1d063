package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Value;

/** Compares two values. Values of different types are not unequal: the question errs. */
final class ValueTests {
  private ValueTests() {}

  static Truth compare(Operator operator, Value left, Value right, Evaluation state) {
    int leftKind = left.kind();
    int rightKind = right.kind();
    if (leftKind == Kind.MISFIT || rightKind == Kind.MISFIT) {
      return Truth.ERROR;
    }
    if (leftKind == Kind.MISSING || rightKind == Kind.MISSING) {
      return Truth.FALSE;
    }
    switch (operator) {
      case EQUAL:
        return equal(left, right);
      case NOT_EQUAL:
        return equal(left, right).not();
      case IN:
        return Membership.isMember(left, right, state);
      case NOT_IN:
        return Membership.isMember(left, right, state).not();
      case CONTAINS:
        return contains(left, right, state);
      case STARTS_WITH:
      case ENDS_WITH:
        return affix(operator, left, right, state);
      default:
        return ordered(operator, left, right);
    }
  }

  /** Whether two values that are there are the same. */
  static Truth equal(Value left, Value right) {
    int kind = left.kind();
    if (kind == Kind.NULL || right.kind() == Kind.NULL) {
      return Truth.of(kind == right.kind());
    }
    if (isBoolean(kind) && isBoolean(right.kind())) {
      return Truth.of(kind == right.kind());
    }
    if (kind != right.kind()) {
      return Truth.ERROR;
    }
    if (kind == Kind.NUMBER) {
      return Truth.of(left.compareTo(right) == 0);
    }
    return kind == Kind.TEXT ? Truth.of(left.equalsText(right)) : Truth.ERROR;
  }

  private static boolean isBoolean(int kind) {
    return kind == Kind.TRUE || kind == Kind.FALSE;
  }

  private static Truth ordered(Operator operator, Value left, Value right) {
    if (left.kind() != right.kind()) {
      return Truth.ERROR;
    }
    if (left.kind() == Kind.NUMBER) {
      return Truth.of(ClassTest.holds(operator, left.compareTo(right)));
    }
    if (left.kind() == Kind.TEXT) {
      return Truth.of(ClassTest.holds(operator, left.compareText(right)));
    }
    return Truth.ERROR;
  }

  private static Truth contains(Value left, Value right, Evaluation state) {
    if (left.kind() == Kind.LIST) {
      return Membership.isMember(right, left, state);
    }
    if (left.kind() != Kind.TEXT || right.kind() != Kind.TEXT) {
      return Truth.ERROR;
    }
    return Truth.of(TextContent.contains(left, right, state));
  }

  private static Truth affix(Operator operator, Value left, Value right, Evaluation state) {
    if (left.kind() != Kind.TEXT || right.kind() != Kind.TEXT) {
      return Truth.ERROR;
    }
    boolean atStart = operator == Operator.STARTS_WITH;
    return Truth.of(
        atStart
            ? TextContent.startsWith(left, right, state)
            : TextContent.endsWith(left, right, state));
  }

  /** Whether a bare path is true. A text is neither: a framework may read {@code "false"}. */
  static Truth isTrue(Value value) {
    switch (value.kind()) {
      case Kind.MISSING:
      case Kind.NULL:
      case Kind.FALSE:
        return Truth.FALSE;
      case Kind.TRUE:
        return Truth.TRUE;
      case Kind.NUMBER:
        return Truth.of(value.signum() != 0);
      case Kind.LIST:
      case Kind.OBJECT:
        return Truth.of(value.hasElements());
      default:
        return Truth.ERROR;
    }
  }

  /** Whether there is something at a path, null included. */
  static Truth isPresent(Value value) {
    return value.kind() == Kind.MISFIT ? Truth.ERROR : Truth.of(value.kind() != Kind.MISSING);
  }

  /** Whether a value has a type; a missing one and null have none. */
  static Truth isType(Value value, JsonType type) {
    int kind = value.kind();
    if (kind == Kind.MISFIT) {
      return Truth.ERROR;
    }
    if (type == JsonType.INTEGER) {
      return Truth.of(kind == Kind.NUMBER && value.isWhole());
    }
    return Truth.of(isOfType(kind, type));
  }

  /** Whether values of a kind have a type other than {@link JsonType#INTEGER}. */
  static boolean isOfType(int kind, JsonType type) {
    switch (type) {
      case STRING:
        return kind == Kind.TEXT;
      case NUMBER:
        return kind == Kind.NUMBER;
      case BOOLEAN:
        return isBoolean(kind);
      case ARRAY:
        return kind == Kind.LIST;
      default:
        return kind == Kind.OBJECT;
    }
  }
}
