package dev.sallyport.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine about parts of a policy, by policies made of those parts. A {@code warn} rule
 * stands in {@link Decision#notedRules} if its condition is true or errs, and in {@link
 * Decision#erringRules} if it errs: that tells its answer without a second evaluator.
 */
final class Probe {
  /** Lets everything through and counts nothing. */
  static final LimitCounter UNLIMITED =
      new LimitCounter() {
        @Override
        public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
          return true;
        }

        @Override
        public void release(int limit, @Nullable String agent, long acquiredNanos) {
          // Nothing was counted.
        }
      };

  private final Set<String> noted;
  private final Set<String> erring;

  private Probe(Decision decision) {
    this.noted = new HashSet<>(decision.notedRules());
    this.erring = new HashSet<>(decision.erringRules());
  }

  /** Asks {@code rules}, all of them {@code warn} rules, about {@code call}. */
  static Probe ask(List<Rule> rules, CallView call) {
    return new Probe(point(set(rules, Effect.DENY), UNLIMITED).decide(call));
  }

  /** What the {@code warn} rule {@code name} answered. */
  Answer answer(String name) {
    return erring.contains(name) ? Answer.ERROR : noted.contains(name) ? Answer.TRUE : Answer.FALSE;
  }

  /** What {@code rule} answers about {@code call}, conditions, tools and agents together. */
  static Answer answerOf(Rule rule, CallView call) {
    if (rule.action() != Action.ALLOW) {
      return ask(List.of(warn(rule, "rule", rule.condition())), call).answer("rule");
    }
    Rule alone = copy(rule, rule.name(), Action.ALLOW, rule.tools(), rule.condition());
    Decision decision = point(set(List.of(alone), Effect.DENY), UNLIMITED).decide(call);
    return decision.effect() == Effect.ALLOW
        ? Answer.TRUE
        : decision.erringRules().isEmpty() ? Answer.FALSE : Answer.ERROR;
  }

  /** The rule with the effect {@code warn}, another name and another condition. */
  static Rule warn(Rule rule, String name, @Nullable Expression condition) {
    return copy(rule, name, Action.WARN, rule.tools(), condition);
  }

  /** A {@code warn} rule about every call at {@code stage}. */
  static Rule warn(Stage stage, String name, Expression condition) {
    return new Rule(
        name,
        "",
        stage,
        Action.WARN,
        0,
        Scope.GLOBAL,
        false,
        NamePatterns.ANY,
        NamePatterns.ANY,
        NamePatterns.ANY,
        condition,
        null,
        List.of(),
        Mask.NONE);
  }

  /** A {@code warn} rule about the tools of {@code rule}, for every agent. */
  static Rule warnOfTools(Rule rule, String name) {
    return new Rule(
        name,
        rule.origin(),
        rule.stage(),
        Action.WARN,
        0,
        rule.scope(),
        false,
        NamePatterns.ANY,
        NamePatterns.ANY,
        rule.tools(),
        null,
        null,
        List.of(),
        Mask.NONE);
  }

  /** The same rule with another condition. */
  static Rule withCondition(Rule rule, @Nullable Expression condition) {
    return new Rule(
        rule.name(),
        rule.origin(),
        rule.stage(),
        rule.action(),
        rule.priority(),
        rule.scope(),
        rule.inherited(),
        rule.documentAgents(),
        rule.agents(),
        rule.tools(),
        condition,
        rule.limit(),
        rule.approvers(),
        rule.mask());
  }

  private static Rule copy(
      Rule rule, String name, Action action, NamePatterns tools, @Nullable Expression condition) {
    return new Rule(
        name,
        rule.origin(),
        rule.stage(),
        action,
        0,
        rule.scope(),
        false,
        rule.documentAgents(),
        rule.agents(),
        tools,
        condition,
        null,
        List.of(),
        Mask.NONE);
  }

  /** A policy of {@code rules}, in the order in which they determine. */
  static PolicySet set(List<Rule> rules, Effect otherwise) {
    return new PolicySet(
        rules,
        otherwise,
        ConflictStrategy.DENY_OVERRIDES,
        EngineLimits.DEFAULTS,
        List.of(),
        List.of(),
        Confinement.RULES_ONLY);
  }

  /** The policy with other rules and all else the same. */
  static PolicySet withRules(PolicySet policy, List<Rule> rules) {
    return new PolicySet(
        rules,
        policy.defaultEffect(),
        policy.strategy(),
        policy.engineLimits(),
        List.of(),
        List.of(),
        policy.confinement());
  }

  /** What decides by {@code policy}. */
  static PolicyDecisionPoint point(PolicySet policy, LimitCounter limits) {
    return new PolicyDecisionPoint(policy, limits);
  }

  /** The call with other arguments. */
  static CallView withArguments(CallView call, @Nullable String arguments) {
    return new CallView()
        .tool(call.tool())
        .arguments(arguments)
        .agent(call.agent())
        .session(call.session())
        .framework(call.framework())
        .stage(call.stage())
        .content(call.content())
        .request(call.request())
        .time(call.epochMillis(), call.nowNanos());
  }
}
