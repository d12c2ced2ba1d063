package dev.sallyport.engine;

import java.util.Map;

/**
 * Answers whether a call may run: deny overrides require_approval, which overrides allow, which
 * overrides the default. Thread-safe; holds no state between calls.
 */
public final class PolicyDecisionPoint {
  private final PolicySet policy;

  /** Decides by {@code policy}. */
  public PolicyDecisionPoint(PolicySet policy) {
    this.policy = policy;
  }

  /**
   * Decides one call. Bad input is a decision, not an exception: an unacceptable tool name or
   * unacceptable arguments deny whatever the rules say, with {@link Decision#error} set. An {@link
   * Error} such as a stack overflow is left to the caller, who must deny.
   */
  public Decision decide(CallView call) {
    try {
      return judge(call);
    } catch (RuntimeException failure) {
      return Decision.error("engine: failed with " + failure.getClass().getName());
    }
  }

  private Decision judge(CallView call) {
    String tool = call.tool();
    String wrongName = CallNames.problemOf(tool);
    if (tool == null || wrongName != null) {
      return Decision.error("tool name: " + wrongName);
    }
    Map<String, Object> arguments;
    try {
      arguments = ArgumentReader.read(call.arguments());
    } catch (ArgumentException e) {
      return Decision.error("arguments: " + e.getMessage());
    }
    String agent = call.agent();
    String agentName = agent == null ? null : CallNames.normalised(agent);
    CallFacts facts = new CallFacts(tool, agentName, call.session(), arguments);
    Verdict verdict = new Verdict(policy.defaultEffect());
    ConditionEvaluator evaluator = new ConditionEvaluator(facts);
    for (Rule rule : policy.rules()) {
      verdict.add(rule, RuleMatching.answer(rule, facts, evaluator));
    }
    return verdict.decision(arguments);
  }
}
