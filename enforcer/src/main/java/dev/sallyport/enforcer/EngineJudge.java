package dev.sallyport.enforcer;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyDecisionPoint;
import org.jspecify.annotations.Nullable;

/** The engine. A class and not a lambda, which would cost milliseconds at every start. */
final class EngineJudge implements Judge {
  private final PolicyDecisionPoint decisionPoint;

  EngineJudge(PolicyDecisionPoint decisionPoint) {
    this.decisionPoint = decisionPoint;
  }

  @Override
  public Decision decide(CallView view) {
    return decisionPoint.decide(view);
  }

  @Override
  public @Nullable String maskedContent(Decision decision) {
    return decision.maskedContent();
  }
}
