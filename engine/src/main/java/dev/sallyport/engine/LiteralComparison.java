package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.List;

/**
 * For which values a comparison with a literal on its right is true and false; for all others it
 * errs.
 */
record LiteralComparison(ValueSet whereTrue, ValueSet whereFalse) {
  private static final ValueSet MISSING = ValueSet.kinds(ValueSet.MISSING);
  private static final ValueSet NULL = ValueSet.kinds(ValueSet.NULL);
  private static final ValueSet BOOLEANS = ValueSet.kinds(ValueSet.TRUE | ValueSet.FALSE);
  private static final int MAX_CODE_POINT = Character.MAX_CODE_POINT;

  /** Any operator but {@code contains}, {@code ends_with} and {@code matches}. */
  static LiteralComparison of(Operator operator, Object literal) {
    switch (operator) {
      case EQUAL:
        return equal(literal);
      case NOT_EQUAL:
        return equal(literal).negated();
      case IN:
        return in((List<?>) literal);
      case NOT_IN:
        return in((List<?>) literal).negated();
      case STARTS_WITH:
        return startsWith((String) literal);
      default:
        return ordered(operator, literal);
    }
  }

  /** A missing value makes the comparison and its opposite false. */
  private LiteralComparison negated() {
    ValueSet present = MISSING.complement();
    return new LiteralComparison(whereFalse.intersection(present), whereTrue.union(MISSING));
  }

  /** Null equals null alone, and is unequal to everything else rather than of another type. */
  private static LiteralComparison equal(Object literal) {
    if (literal == NoValue.NULL) {
      ValueSet error = ValueSet.kinds(ValueSet.ERROR);
      return new LiteralComparison(NULL, NULL.union(error).complement());
    }
    ValueSet same;
    ValueSet sameType;
    if (literal instanceof BigDecimal number) {
      same = ValueSet.numbers(Ranges.only(ValueSet.NUMBERS, number));
      sameType = ValueSet.numbers(Ranges.all(ValueSet.NUMBERS));
    } else if (literal instanceof String text) {
      same = ValueSet.texts(Ranges.only(ValueSet.TEXTS, text));
      sameType = ValueSet.allTexts();
    } else {
      same = ValueSet.kinds(Boolean.TRUE.equals(literal) ? ValueSet.TRUE : ValueSet.FALSE);
      sameType = BOOLEANS;
    }
    ValueSet others = sameType.intersection(same.complement());
    return new LiteralComparison(same, others.union(MISSING).union(NULL));
  }

  /** True if equal to an element, false if unequal to all, and an error in between. */
  private static LiteralComparison in(List<?> elements) {
    ValueSet found = ValueSet.NOTHING;
    ValueSet unequal = ValueSet.kinds(ValueSet.ERROR).complement();
    for (Object element : elements) {
      LiteralComparison one = equal(element);
      found = found.union(one.whereTrue);
      unequal = unequal.intersection(one.whereFalse);
    }
    return new LiteralComparison(found, unequal.union(MISSING));
  }

  private static LiteralComparison ordered(Operator operator, Object literal) {
    boolean up = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
    boolean upFromLiteral = operator == Operator.GREATER_OR_EQUAL || operator == Operator.LESS;
    ValueSet above;
    ValueSet below;
    if (literal instanceof BigDecimal number) {
      Ranges<BigDecimal> range = Ranges.above(ValueSet.NUMBERS, number, upFromLiteral);
      above = ValueSet.numbers(range);
      below = ValueSet.numbers(range.complement());
    } else {
      Ranges<String> range = Ranges.above(ValueSet.TEXTS, (String) literal, upFromLiteral);
      above = ValueSet.texts(range);
      below = ValueSet.texts(range.complement());
    }
    return up
        ? new LiteralComparison(above, below.union(MISSING))
        : new LiteralComparison(below, above.union(MISSING));
  }

  private static LiteralComparison startsWith(String prefix) {
    Ranges<String> with = prefixed(prefix);
    return new LiteralComparison(
        ValueSet.texts(with), ValueSet.texts(with.complement()).union(MISSING));
  }

  /** The texts that begin with {@code prefix}, which follow each other in the order of texts. */
  static Ranges<String> prefixed(String prefix) {
    Ranges<String> from = Ranges.above(ValueSet.TEXTS, prefix, true);
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < MAX_CODE_POINT) {
        int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
        String bound = prefix.substring(0, end) + Character.toString(next);
        return from.intersection(Ranges.above(ValueSet.TEXTS, bound, true).complement());
      }
    }
    return from;
  }
}
