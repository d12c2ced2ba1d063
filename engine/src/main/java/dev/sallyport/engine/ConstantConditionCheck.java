package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions, or parts of them, that have one answer for every call. */
final class ConstantConditionCheck implements LintCheck {
  private static final String NEVER = "never-true";
  private static final String ALWAYS = "always-true";

  @Override
  public void check(LintSubject subject) {
    for (Rule rule : subject.rules) {
      Expression condition = rule.condition();
      if (condition != null) {
        check(subject, rule, condition, true);
      }
    }
  }

  /** Looks at the parts only if there is nothing to say about the whole. */
  private static void check(LintSubject subject, Rule rule, Expression condition, boolean whole) {
    boolean every = rule.action() == Action.ALLOW;
    if (isImpossible(rule, LintCases.of(condition, LintCases.TRUE, every))) {
      subject.report(NEVER, rule, never(rule, condition, whole));
      return;
    }
    int notTrue = LintCases.FALSE | LintCases.ERROR;
    if (isImpossible(rule, LintCases.of(condition, notTrue, every))) {
      String effect = whole ? "the rule needs no condition" : "leave it out, or is it a slip?";
      String message = ExpressionText.quoted(condition) + " is true for every call; ";
      subject.report(ALWAYS, rule, message + effect);
      return;
    }
    for (Expression part : parts(condition)) {
      check(subject, rule, part, false);
    }
  }

  private static List<Expression> parts(Expression condition) {
    if (condition instanceof Expression.AnyOf any) {
      return any.parts();
    }
    return condition instanceof Expression.AllOf all ? all.parts() : List.of();
  }

  private static boolean isImpossible(Rule rule, @Nullable List<LintCase> cases) {
    List<LintCase> possible = LintCases.both(List.of(RuleCases.tools(rule)), cases);
    return possible != null && possible.isEmpty();
  }

  private static String never(Rule rule, Expression condition, boolean whole) {
    String message = ExpressionText.quoted(condition) + " is never true";
    if (!whole) {
      return message;
    }
    if (rule.action() == Action.ALLOW) {
      return message + "; the rule never allows anything";
    }
    return isImpossible(rule, LintCases.matching(rule))
        ? message + "; the rule never applies"
        : message + "; the rule applies only where the condition cannot be answered";
  }
}
