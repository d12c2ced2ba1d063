package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import org.jspecify.annotations.Nullable;

/**
 * The values of one side of a comparison, at least one, one after another. Immutable; how far they
 * are read is in the {@link Evaluation}, under a register of their own.
 */
abstract class OperandValues {
  /** Starts reading. */
  abstract void open(Evaluation state);

  /** The next value, valid until the next one is asked for; null after the last. */
  abstract @Nullable Value next(Evaluation state);

  /** A value in the policy. */
  static final class Constant extends OperandValues {
    private final Value value;
    private final int register;

    Constant(Value value, int register) {
      this.value = value;
      this.register = register;
    }

    @Override
    void open(Evaluation state) {
      state.progress[register] = 0;
    }

    @Override
    @Nullable Value next(Evaluation state) {
      return state.progress[register]++ == 0 ? value : null;
    }
  }

  /** One value of the call. */
  static final class Single extends OperandValues {
    private final ValueSource source;
    private final int register;

    Single(ValueSource source, int register) {
      this.source = source;
      this.register = register;
    }

    @Override
    void open(Evaluation state) {
      state.progress[register] = 0;
    }

    @Override
    @Nullable Value next(Evaluation state) {
      return state.progress[register]++ == 0 ? source.value(state) : null;
    }
  }

  /** {@code action.type}: what a model says the action is, if it is a text, and the tool's name. */
  static final class ActionType extends OperandValues {
    private final ValueSource argument;
    private final int register;

    ActionType(ValueSource argument, int register) {
      this.argument = argument;
      this.register = register;
    }

    @Override
    void open(Evaluation state) {
      boolean hasTool = state.fact(PathRoot.TOOL).kind() != Kind.MISSING;
      boolean hasArgument = argument.value(state).kind() == Kind.TEXT;
      state.progress[register] = hasTool && hasArgument ? 0 : 1;
    }

    @Override
    @Nullable Value next(Evaluation state) {
      switch (state.progress[register]++) {
        case 0:
          return argument.value(state);
        case 1:
          return state.fact(PathRoot.TOOL);
        default:
          return null;
      }
    }
  }

  /** A path through {@code [*]}. */
  static final class Every extends OperandValues {
    private final ValueSource list;
    private final Step[] steps;
    private final int register;

    /** {@code steps} lead from {@code list} on; the first one is {@code [*]}. */
    Every(ValueSource list, Step[] steps, int register) {
      this.list = list;
      this.steps = steps;
      this.register = register;
    }

    @Override
    void open(Evaluation state) {
      state.cursor(register).open(list.value(state), steps, 0);
    }

    @Override
    @Nullable Value next(Evaluation state) {
      Value value = state.register(register);
      return state.cursor(register).next(value) ? value : null;
    }
  }

  /** A function of each value. */
  static final class Derived extends OperandValues {
    private final Function function;
    private final OperandValues arguments;
    private final int register;

    Derived(Function function, OperandValues arguments, int register) {
      this.function = function;
      this.arguments = arguments;
      this.register = register;
    }

    @Override
    void open(Evaluation state) {
      arguments.open(state);
    }

    @Override
    @Nullable Value next(Evaluation state) {
      Value argument = arguments.next(state);
      if (argument == null) {
        return null;
      }
      Value result = state.register(register);
      FunctionResult.compute(function, argument, result);
      return result;
    }
  }
}
