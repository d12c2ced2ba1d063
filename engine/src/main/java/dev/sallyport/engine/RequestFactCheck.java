package dev.sallyport.engine;

/** Rules that read facts of requests and are about calls that are none. */
final class RequestFactCheck implements LintCheck {
  private static final String CHECK = "request-facts";

  @Override
  public void check(LintSubject subject) {
    for (Rule rule : subject.rules) {
      Expression condition = rule.condition();
      if (condition == null || !FactUse.reads(condition, PathRoot.HTTP)) {
        continue;
      }
      if (rule.stage() != Stage.PRE_TOOL || !RequestRules.canBeAboutRequests(rule.tools())) {
        String message =
            "reads `http.*`, which only requests have; add `tools: [\"http:*\"]`, in stage"
                + " `pre_tool`";
        subject.report(CHECK, rule, message);
      }
    }
  }
}
