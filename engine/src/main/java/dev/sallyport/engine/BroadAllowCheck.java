package dev.sallyport.engine;

/** Rules that allow everything. */
final class BroadAllowCheck implements LintCheck {
  @Override
  public void check(LintSubject subject) {
    for (Rule rule : subject.rules) {
      boolean broad =
          rule.action() == Action.ALLOW
              && rule.stage().hasTool()
              && rule.tools().matchesAnything()
              && (rule.condition() == null
                  || rule.condition() instanceof Expression.Constant constant && constant.value());
      if (broad) {
        String message = "allows every tool, also those that are added later; name the tools";
        subject.report("allows-everything", rule, message);
      }
    }
  }
}
