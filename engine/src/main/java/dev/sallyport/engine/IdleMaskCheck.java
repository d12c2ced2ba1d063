package dev.sallyport.engine;

import java.util.List;

/** Mask rules that hide nothing. */
final class IdleMaskCheck implements LintCheck {
  private static final String CHECK = "idle-mask";

  @Override
  public void check(LintSubject subject) {
    RuleCases cases = new RuleCases();
    for (Rule rule : subject.rules) {
      if (rule.action() == Action.MASK) {
        check(subject, rule, cases);
      }
    }
  }

  private static void check(LintSubject subject, Rule rule, RuleCases cases) {
    if (rule.stage() == Stage.PRE_TOOL && !someCallRuns(subject, rule)) {
      subject.report(CHECK, rule, "hides nothing: no rule lets a call of its tools run");
      return;
    }
    for (Rule other : subject.rules) {
      if (other == rule) {
        return; // What comes later is named there.
      }
      if (other.action() == Action.MASK && cases.covers(other, rule)) {
        reportHidden(subject, rule, other);
      }
    }
  }

  private static boolean someCallRuns(LintSubject subject, Rule rule) {
    if (subject.policy.defaultEffect() == Effect.ALLOW) {
      return true;
    }
    for (Rule other : subject.rules) {
      boolean lets = other.action() == Action.ALLOW || other.action() == Action.REQUIRE_APPROVAL;
      if (lets && GlobRelation.overlap(other.tools(), rule.tools())) {
        return true;
      }
    }
    return false;
  }

  private static void reportHidden(LintSubject subject, Rule rule, Rule other) {
    if (!other.mask().detectors().isEmpty() || !other.mask().patterns().isEmpty()) {
      return;
    }
    for (Operand.Path path : rule.mask().paths()) {
      for (Operand.Path wide : other.mask().paths()) {
        if (isBelow(path.segments(), wide.segments())) {
          String message = Quoted.of(ExpressionText.of(path)) + " is hidden already by ";
          subject.report(CHECK, rule, message + LintSubject.named(other));
        }
      }
    }
  }

  private static boolean isBelow(List<Operand.Segment> path, List<Operand.Segment> wide) {
    return wide.size() <= path.size() && path.subList(0, wide.size()).equals(wide);
  }
}
