package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Value;

/** Computes {@code size()} and {@code lower()}. */
final class FunctionResult {
  private FunctionResult() {}

  static void compute(Function function, Value argument, Value result) {
    int kind = argument.kind();
    if (kind == Kind.MISSING) {
      result.setMissing();
    } else if (kind == Kind.TEXT && function == Function.LOWER) {
      result.lower(argument);
    } else if (function == Function.SIZE
        && (kind == Kind.TEXT || kind == Kind.LIST || kind == Kind.OBJECT)) {
      result.setSmall(argument.size());
    } else {
      result.setMisfit();
    }
  }
}
