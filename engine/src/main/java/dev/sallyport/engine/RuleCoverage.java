package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells which rules of a policy match a call, also those that another rule outvotes: each is asked
 * as if it were alone. Limits count nothing here. For tests of policies, not for the way of a call.
 * Thread-safe.
 */
public final class RuleCoverage {
  private final List<RuleReference> rules = new ArrayList<>();

  /** One decision point per allow rule, each answers "allow" where the rule matches. */
  private final List<PolicyDecisionPoint> allowing = new ArrayList<>();

  /** All other rules as {@code log} rules, which match as those do. */
  private final PolicyDecisionPoint others;

  /** The rules of {@code policy}. */
  public RuleCoverage(PolicySet policy) {
    List<Rule> logging = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      rules.add(RuleReference.of(rule));
      if (rule.action() == Action.ALLOW) {
        allowing.add(deciding(List.of(as(rule, Action.ALLOW)), policy));
      } else {
        logging.add(as(rule, Action.LOG));
      }
    }
    others = deciding(logging, policy);
  }

  /** All rules in force, in the order in which they determine. */
  public List<RuleReference> rules() {
    return List.copyOf(rules);
  }

  /** The names of the rules that match; none if the call itself is not acceptable. */
  public Set<String> matching(CallView call) {
    Set<String> names = new LinkedHashSet<>();
    for (PolicyDecisionPoint one : allowing) {
      Decision decision = one.decide(call);
      String rule = decision.rule();
      if (decision.effect() == Effect.ALLOW && rule != null) {
        names.add(rule);
      }
    }
    names.addAll(others.decide(call).notedRules());
    return names;
  }

  private static PolicyDecisionPoint deciding(List<Rule> rules, PolicySet like) {
    return new PolicyDecisionPoint(
        new PolicySet(
            rules,
            Effect.DENY,
            ConflictStrategy.DENY_OVERRIDES,
            like.engineLimits(),
            List.of(),
            List.of(),
            Confinement.RULES_ONLY));
  }

  private static Rule as(Rule rule, Action action) {
    return new Rule(
        rule.name(),
        rule.origin(),
        rule.stage(),
        action,
        rule.priority(),
        rule.scope(),
        false,
        rule.documentAgents(),
        rule.agents(),
        rule.tools(),
        rule.condition(),
        null,
        List.of(),
        Mask.NONE);
  }
}
