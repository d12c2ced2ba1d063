package dev.sallyport.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that a call gives one value to: a path with a single value, or a function of one.
 *
 * @param key two terms with the same key have the same value
 * @param domain what may stand there whatever the call
 */
record LintTerm(String key, ValueSet domain) {
  private static final ValueSet TEXT_RESULT =
      ValueSet.allTexts().union(ValueSet.kinds(ValueSet.MISSING | ValueSet.ERROR));
  private static final ValueSet SIZE_RESULT =
      ValueSet.numbers(Ranges.above(ValueSet.NUMBERS, BigDecimal.ZERO, true))
          .union(ValueSet.kinds(ValueSet.MISSING | ValueSet.ERROR));
  private static final ValueSet OPTIONAL_TEXT =
      ValueSet.allTexts().union(ValueSet.kinds(ValueSet.MISSING));

  private static final ValueSet OPTIONAL_COUNT =
      ValueSet.numbers(Ranges.above(ValueSet.NUMBERS, BigDecimal.ZERO, true))
          .union(ValueSet.kinds(ValueSet.MISSING));

  /** Null if the operand is a literal, or may have several values. */
  static @Nullable LintTerm of(Operand operand) {
    if (operand instanceof Operand.Literal || hasSeveralValues(operand)) {
      return null;
    }
    String key = ExpressionText.of(operand);
    if (operand instanceof Operand.Call call) {
      boolean size = call.function() == Function.SIZE;
      return new LintTerm(key, size ? SIZE_RESULT : TEXT_RESULT);
    }
    if (operand instanceof Operand.Time time) {
      return new LintTerm(
          key, time.field().isNumber() ? from0To(time.field()) : ValueSet.allTexts());
    }
    return new LintTerm(key, domain((Operand.Path) operand));
  }

  private static ValueSet from0To(TimeField field) {
    Ranges<BigDecimal> tooMuch =
        Ranges.above(ValueSet.NUMBERS, BigDecimal.valueOf(field.greatest), false);
    Ranges<BigDecimal> from0 = Ranges.above(ValueSet.NUMBERS, BigDecimal.ZERO, true);
    return ValueSet.numbers(from0.intersection(tooMuch.complement()));
  }

  static boolean hasSeveralValues(Operand operand) {
    if (operand instanceof Operand.Call call) {
      return hasSeveralValues(call.argument());
    }
    return operand instanceof Operand.Path path && path.isMultiple();
  }

  private static ValueSet domain(Operand.Path path) {
    switch (path.root()) {
      case TOOL:
        // Before input and output there is no tool.
        return OPTIONAL_TEXT;
      case AGENT:
      case SESSION:
      case CONTENT:
        return OPTIONAL_TEXT;
      case HTTP:
        HttpFact fact = HttpFact.of(path);
        return fact != null && fact.isNumber ? OPTIONAL_COUNT : OPTIONAL_TEXT;
      case ARGS:
        return path.segments().isEmpty() ? ValueSet.kinds(ValueSet.OBJECT) : ValueSet.EVERYTHING;
      default:
        return ValueSet.EVERYTHING;
    }
  }
}
