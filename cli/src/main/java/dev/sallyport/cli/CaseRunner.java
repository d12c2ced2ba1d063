package dev.sallyport.cli;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyCase;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicySet;

/** Puts cases to a policy. Every case starts anew: no call counts for the limits of another. */
final class CaseRunner {
  private final PolicySet policy;

  CaseRunner(PolicySet policy) {
    this.policy = policy;
  }

  CaseResult run(PolicyCase tested) {
    PolicyDecisionPoint decisions =
        new PolicyDecisionPoint(policy, new CountedCalls(policy.limits()));
    CallView call = tested.call(0);
    Decision decision = decisions.decide(call);
    for (int number = 1; number < tested.repeat(); number++) {
      decision = decisions.decide(tested.call(number));
    }
    return new CaseResult(tested, decision, ExpectationCheck.differences(tested, decision));
  }
}
