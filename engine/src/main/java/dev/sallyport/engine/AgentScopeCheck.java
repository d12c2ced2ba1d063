package dev.sallyport.engine;

/** Rules for agents that their document is not about. */
final class AgentScopeCheck implements LintCheck {
  @Override
  public void check(LintSubject subject) {
    for (Rule rule : subject.rules) {
      if (!GlobRelation.overlap(rule.agents(), rule.documentAgents())) {
        String message = "no agent is both in its `agents` and in those of its document";
        subject.report("agents", rule, message);
      }
    }
  }
}
