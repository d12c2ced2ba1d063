package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** Asks whether a rule speaks about a call. */
final class RuleMatching {
  private RuleMatching() {}

  /**
   * {@link Truth#ERROR} if the rule's condition errs, or if the rule names agents and the call's
   * agent is unknown.
   */
  static Truth answer(Rule rule, CallFacts facts, ConditionEvaluator evaluator) {
    if (facts.tool != null && !rule.tools().matches(facts.tool)) {
      return Truth.FALSE;
    }
    Truth agents = named(rule.documentAgents(), facts.agent).and(named(rule.agents(), facts.agent));
    Expression condition = rule.condition();
    if (agents == Truth.FALSE || condition == null) {
      return agents;
    }
    return agents.and(evaluator.answer(condition, rule.action() == Action.ALLOW));
  }

  private static Truth named(NamePatterns agents, @Nullable String agent) {
    if (agents.matchesAnything()) {
      return Truth.TRUE;
    }
    return agent == null ? Truth.ERROR : Truth.of(agents.matches(agent));
  }
}
