package dev.sallyport.engine;

import java.math.BigDecimal;

/**
 * A value that a condition suggests for a place of the call. Whether it changes the answer is for
 * the engine to say.
 *
 * @param path the place
 * @param from the value there, or {@link NoValue#MISSING}
 * @param to the value to try, or {@link NoValue#MISSING} for none
 */
record CandidateChange(Operand.Path path, Object from, Object to) {
  String place() {
    return ExpressionText.of(path);
  }

  ValueChange shown() {
    return new ValueChange(place(), shown(from), shown(to));
  }

  private static String shown(Object value) {
    boolean nothing = value == NoValue.MISSING || value == NoValue.ERROR;
    return nothing ? "nothing" : ShownValues.text(value);
  }

  /** How far apart two numbers are; other values are far apart. */
  double distance() {
    if (from instanceof BigDecimal a && to instanceof BigDecimal b) {
      return a.subtract(b).abs().doubleValue();
    }
    return Double.MAX_VALUE;
  }
}
