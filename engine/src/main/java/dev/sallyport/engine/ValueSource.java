package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;

/** Where the one value of a subject is found. Immutable. */
abstract class ValueSource {
  /** The value for the call in {@code state}; belongs to {@code state}. */
  abstract Value value(Evaluation state);

  /** The slot of an argument; negative if this is none. */
  int slot() {
    return -1;
  }

  /** An argument. */
  static final class Argument extends ValueSource {
    private final int slot;

    Argument(int slot) {
      this.slot = slot;
    }

    @Override
    int slot() {
      return slot;
    }

    @Override
    Value value(Evaluation state) {
      return state.scan.value(slot);
    }
  }

  /** A fact that is no argument. */
  static final class Fact extends ValueSource {
    private final PathRoot root;

    Fact(PathRoot root) {
      this.root = root;
    }

    @Override
    Value value(Evaluation state) {
      return state.fact(root);
    }
  }

  /** A fact of a request. */
  static final class Http extends ValueSource {
    private final HttpFact fact;

    Http(HttpFact fact) {
      this.fact = fact;
    }

    @Override
    Value value(Evaluation state) {
      return state.fact(fact);
    }
  }

  /** A fact about the time of the call. */
  static final class Time extends ValueSource {
    private final TimeFact fact;
    private final int register;

    Time(TimeFact fact, int register) {
      this.fact = fact;
      this.register = register;
    }

    @Override
    Value value(Evaluation state) {
      Value result = state.register(register);
      fact.read(state.epochMillis(), state.timeText(register), result);
      return result;
    }
  }

  /** {@code size()} or {@code lower()}. */
  static final class Derived extends ValueSource {
    private final Function function;
    private final ValueSource argument;
    private final int register;

    Derived(Function function, ValueSource argument, int register) {
      this.function = function;
      this.argument = argument;
      this.register = register;
    }

    @Override
    Value value(Evaluation state) {
      Value result = state.register(register);
      FunctionResult.compute(function, argument.value(state), result);
      return result;
    }
  }
}
