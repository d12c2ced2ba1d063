package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.arguments.ValueCursor;

/** Looks for a value among the elements of a list. */
final class Membership {
  private Membership() {}

  /** Whether {@code value}, which is there, is an element of what should be a list. */
  static Truth isMember(Value value, Value list, Evaluation state) {
    return list.kind() == Kind.LIST ? isElement(value, list, state) : Truth.ERROR;
  }

  static Truth isElement(Value value, Value list, Evaluation state) {
    if (!list.hasElements()) {
      return Truth.FALSE;
    }
    ValueCursor elements = state.openElements(list);
    Value element = state.element();
    Truth found = Truth.FALSE;
    while (found != Truth.TRUE && elements.next(element)) {
      if (!state.mayLookAtElement()) {
        return Truth.ERROR;
      }
      found = found.or(ValueTests.equal(value, element));
    }
    return found;
  }

  /** Whether {@code value} equals one of the literals of a list in the policy. */
  static Truth isElement(Value value, Value[] literals) {
    Truth found = Truth.FALSE;
    for (int at = 0; at < literals.length && found != Truth.TRUE; at++) {
      found = found.or(ValueTests.equal(value, literals[at]));
    }
    return found;
  }
}
