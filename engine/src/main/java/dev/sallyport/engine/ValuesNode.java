package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.pattern.Automaton;

/** A test that is asked of each value of an operand. */
abstract class ValuesNode extends ConditionNode {
  private final OperandValues values;
  private final boolean every;

  /** {@code every}: whether all values must satisfy it, or one is enough. */
  ValuesNode(OperandValues values, boolean every) {
    this.values = values;
    this.every = every;
  }

  abstract Truth answer(Value value, Evaluation state);

  @Override
  final Truth answer(Evaluation state) {
    Truth result = Truth.of(every);
    int asked = 0;
    values.open(state);
    for (Value value = values.next(state); value != null; value = values.next(state)) {
      Truth next = answer(value, state);
      result = every ? result.and(next) : result.or(next);
      if (++asked > EngineLimits.PATH_VALUES) {
        return Truth.ERROR;
      }
    }
    return result;
  }

  /** {@code has()}. */
  static final class Present extends ValuesNode {
    Present(OperandValues values, boolean every) {
      super(values, every);
    }

    @Override
    Truth answer(Value value, Evaluation state) {
      return ValueTests.isPresent(value);
    }
  }

  /** Whether a value has a type. */
  static final class OfType extends ValuesNode {
    private final JsonType type;

    OfType(OperandValues values, JsonType type, boolean every) {
      super(values, every);
      this.type = type;
    }

    @Override
    Truth answer(Value value, Evaluation state) {
      return ValueTests.isType(value, type);
    }
  }

  /** A bare path. */
  static final class True extends ValuesNode {
    True(OperandValues values, boolean every) {
      super(values, every);
    }

    @Override
    Truth answer(Value value, Evaluation state) {
      return ValueTests.isTrue(value);
    }
  }

  /** {@code in} or {@code not in} a list of the policy. */
  static final class Member extends ValuesNode {
    private final Value[] literals;
    private final boolean wanted;

    Member(OperandValues values, Value[] literals, boolean wanted, boolean every) {
      super(values, every);
      this.literals = literals;
      this.wanted = wanted;
    }

    @Override
    Truth answer(Value value, Evaluation state) {
      switch (value.kind()) {
        case Kind.MISFIT:
          return Truth.ERROR;
        case Kind.MISSING:
          return Truth.FALSE;
        default:
          Truth found = Membership.isElement(value, literals);
          return wanted ? found : found.not();
      }
    }
  }

  /** {@code matches}. */
  static final class Found extends ValuesNode {
    private final Automaton pattern;

    Found(OperandValues values, Automaton pattern, boolean every) {
      super(values, every);
      this.pattern = pattern;
    }

    @Override
    Truth answer(Value value, Evaluation state) {
      if (value.kind() == Kind.MISSING) {
        return Truth.FALSE;
      }
      if (value.kind() != Kind.TEXT) {
        return Truth.ERROR;
      }
      return Truth.of(state.isFound(pattern, value));
    }
  }
}
