package dev.sallyport.enforcer;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicySet;
import org.jspecify.annotations.Nullable;

/**
 * The engine, compiled when it is first needed: at the start of a process that is after main has
 * begun, on a thread of our own. Thread-safe.
 */
final class EngineJudge implements Judge {
  private final PolicySet policy;
  private final LimitCounter limits;
  private volatile @Nullable PolicyDecisionPoint compiled;

  EngineJudge(PolicySet policy, LimitCounter limits) {
    this.policy = policy;
    this.limits = limits;
  }

  private PolicyDecisionPoint engine() {
    PolicyDecisionPoint engine = compiled;
    return engine == null ? compile() : engine;
  }

  private synchronized PolicyDecisionPoint compile() {
    PolicyDecisionPoint engine = compiled;
    if (engine == null) {
      engine = new PolicyDecisionPoint(policy, limits);
      compiled = engine;
    }
    return engine;
  }

  @Override
  public Decision decide(CallView view) {
    return engine().decide(view);
  }

  @Override
  public void prepare() {
    engine().prepare();
  }

  @Override
  public @Nullable String maskedContent(Decision decision) {
    return decision.maskedContent();
  }
}
