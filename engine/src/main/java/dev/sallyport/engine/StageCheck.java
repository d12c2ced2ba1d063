package dev.sallyport.engine;

/** Rules whose stage has another meaning than their author may think. */
final class StageCheck implements LintCheck {
  private static final String CHECK = "stage";

  @Override
  public void check(LintSubject subject) {
    for (Rule rule : subject.rules) {
      checkContent(subject, rule);
      if (rule.stage() == Stage.PRE_INPUT || rule.stage() == Stage.PRE_OUTPUT) {
        String message = "is of stage `" + rule.stage().word() + "`, with which the javaagent";
        subject.report(CHECK, rule, message + " does not start: it sees tool calls only");
      }
    }
    if (subject.policy.defaultEffect() == Effect.DENY) {
      checkResults(subject);
    }
  }

  private static void checkContent(LintSubject subject, Rule rule) {
    Expression condition = rule.condition();
    if (rule.stage() == Stage.PRE_TOOL
        && condition != null
        && FactUse.reads(condition, PathRoot.CONTENT)) {
      String message =
          "reads `content.text`, which is never there before a tool runs; add"
              + " `stage: post_tool`, or read the arguments";
      subject.report(CHECK, rule, message);
    }
  }

  /** Results that no rule lets pass are refused as soon as one rule is about results. */
  private static void checkResults(LintSubject subject) {
    Rule first = null;
    for (Rule rule : subject.rules) {
      if (rule.stage() != Stage.POST_TOOL) {
        continue;
      }
      if (rule.action() == Action.ALLOW || rule.action() == Action.REQUIRE_APPROVAL) {
        return;
      }
      first = first == null ? rule : first;
    }
    if (first != null) {
      String message =
          "is of stage `post_tool`, in which no rule allows: `default_action: deny` keeps the"
              + " result of every tool from the model; add an allow rule of that stage";
      subject.report(CHECK, first, message);
    }
  }
}
