package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides as {@code docs/policy-language.md} is written: asks every rule of the call's stage, one
 * after the other. Thread-safe.
 */
final class PlainDecisionPoint {
  private final PolicySet policy;
  private final LimitCounter counter;
  private final ArgumentReader arguments;

  /** The number of each limited rule's limit, by the rule's name. */
  private final Map<String, Integer> limits = new HashMap<>();

  PlainDecisionPoint(PolicySet policy, LimitCounter counter) {
    this.policy = policy;
    this.counter = counter;
    this.arguments = new ArgumentReader(policy.engineLimits());
    for (RuleLimit limit : policy.limits()) {
      limits.put(limit.rule(), limits.size());
    }
  }

  Decision decide(CallView call) {
    try {
      return judge(call);
    } catch (RuntimeException failure) {
      return Decision.error("engine: failed with " + failure.getClass().getName());
    }
  }

  private Decision judge(CallView call) {
    String tool = call.tool();
    if (tool != null || call.stage().hasTool()) {
      String wrongName = CallNames.problemOf(tool);
      if (wrongName != null) {
        return Decision.error("tool name: " + wrongName);
      }
    }
    Map<String, Object> values;
    try {
      values = arguments.read(call.arguments());
    } catch (ArgumentException e) {
      return Decision.error("arguments: " + e.getMessage());
    }
    String agent = call.agent();
    CallFacts facts =
        new CallFacts(call, agent == null ? null : CallNames.normalised(agent), values);
    Verdict verdict = new Verdict();
    ConditionEvaluator evaluator = new ConditionEvaluator(facts);
    for (Rule rule : policy.rules()) {
      if (rule.stage() == call.stage()) {
        verdict.add(rule, RuleMatching.answer(rule, facts, evaluator));
      }
    }
    return verdict.decision(outcome(verdict.matching(), facts), facts);
  }

  /** What the matching rules lead to, after the limits of those that have one are asked. */
  private Outcome outcome(List<Rule> matching, CallFacts facts) {
    Outcome unlimited = Outcome.of(policy, matching, Set.of());
    if (unlimited.effect() == Effect.DENY) {
      return unlimited;
    }
    Set<Rule> usedUp = new HashSet<>();
    List<Integer> acquired = new ArrayList<>();
    Outcome limited = null;
    try {
      for (Rule rule : matching) {
        Integer limit = limits.get(rule.name());
        if (limit != null && counter.tryAcquire(limit, facts.agent, facts.nowNanos)) {
          acquired.add(limit);
        } else if (limit != null) {
          usedUp.add(rule);
        }
      }
      limited = Outcome.of(policy, matching, usedUp);
      return limited;
    } finally {
      releaseUnlessRunning(limited, acquired, facts);
    }
  }

  /** A call that does not run is not counted, also when counting fails half-way. */
  private void releaseUnlessRunning(
      @Nullable Outcome outcome, List<Integer> acquired, CallFacts facts) {
    if (outcome == null || outcome.effect() == Effect.DENY) {
      for (int limit : acquired) {
        counter.release(limit, facts.agent, facts.nowNanos);
      }
    }
  }
}
