package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All ways in which a condition can come out, at most so many. A list of cases that is empty is a
 * proof; one that is not may still hold impossible cases. Null stands for too many cases.
 */
final class LintCases {
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int ERROR = 4;

  private static final int MAX_CASES = 256;

  private LintCases() {}

  static int bit(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /** The cases in which the rule's condition is true, or, except for allow rules, errs. */
  static @Nullable List<LintCase> matching(Rule rule) {
    boolean allow = rule.action() == Action.ALLOW;
    return of(rule, allow ? TRUE : TRUE | ERROR);
  }

  /** The cases in which the rule's condition keeps it from matching. */
  static @Nullable List<LintCase> notMatching(Rule rule) {
    boolean allow = rule.action() == Action.ALLOW;
    return of(rule, allow ? FALSE | ERROR : FALSE);
  }

  /**
   * The cases in which a rule's condition has one of the answers {@code truths}: one of true and
   * false, or that one and error.
   */
  static @Nullable List<LintCase> of(Rule rule, int truths) {
    Expression condition = rule.condition();
    return condition == null
        ? constant(true, truths)
        : of(condition, truths, rule.action() == Action.ALLOW);
  }

  /** As {@link #of(Rule, int)}; {@code every}: how comparisons ask several values. */
  static @Nullable List<LintCase> of(Expression condition, int truths, boolean every) {
    if (condition instanceof Expression.AnyOf any) {
      boolean one = (truths & TRUE) != 0;
      return one ? oneOf(any.parts(), truths, every) : allOf(any.parts(), truths, every);
    }
    if (condition instanceof Expression.AllOf all) {
      boolean one = (truths & FALSE) != 0;
      return one ? oneOf(all.parts(), truths, every) : allOf(all.parts(), truths, every);
    }
    if (condition instanceof Expression.Not not) {
      return of(not.part(), negated(truths), !every);
    }
    if (condition instanceof Expression.Constant constant) {
      return constant(constant.value(), truths);
    }
    return LintAtoms.cases(condition, truths, every);
  }

  private static int negated(int truths) {
    int turned = (truths & TRUE) != 0 ? FALSE : TRUE;
    return turned | truths & ERROR;
  }

  private static List<LintCase> constant(boolean value, int truths) {
    return (truths & bit(value)) != 0 ? List.of(LintCase.ANYTHING) : List.of();
  }

  private static @Nullable List<LintCase> oneOf(List<Expression> parts, int truths, boolean every) {
    List<LintCase> cases = new ArrayList<>();
    for (Expression part : parts) {
      List<LintCase> more = of(part, truths, every);
      if (more == null || cases.size() + more.size() > MAX_CASES) {
        return null;
      }
      cases.addAll(more);
    }
    return cases;
  }

  private static @Nullable List<LintCase> allOf(List<Expression> parts, int truths, boolean every) {
    List<LintCase> cases = List.of(LintCase.ANYTHING);
    for (Expression part : parts) {
      cases = both(cases, of(part, truths, every));
      if (cases == null) {
        return null;
      }
    }
    return cases;
  }

  /** The possible combinations of two lists. */
  static @Nullable List<LintCase> both(
      @Nullable List<LintCase> some, @Nullable List<LintCase> others) {
    if (some == null || others == null) {
      return null;
    }
    List<LintCase> combined = new ArrayList<>();
    for (LintCase one : some) {
      for (LintCase other : others) {
        LintCase both = one.and(other);
        if (both != null) {
          combined.add(both);
        }
        if (combined.size() > MAX_CASES) {
          return null;
        }
      }
    }
    return combined;
  }
}
