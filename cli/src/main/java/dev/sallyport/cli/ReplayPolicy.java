package dev.sallyport.cli;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.ReplayDecisionPoint;
import org.jspecify.annotations.Nullable;

/** A policy that judges recorded calls in the order of the log. Not thread-safe. */
final class ReplayPolicy {
  private final CountedCalls limits;
  private final ReplayDecisionPoint point;
  private @Nullable String masked;

  ReplayPolicy(PolicySet policy) {
    this.limits = new CountedCalls(policy.limits());
    this.point = new ReplayDecisionPoint(policy, limits);
  }

  /** The calls to come are of another run, so no limit counts those before. */
  void startRun() {
    limits.clear();
  }

  /** What is decided about a call; null if that depends on what the log does not keep. */
  @Nullable ReplayAnswer answer(RecordedCall call) {
    CallView view = call.view();
    masked = null;
    if (call.known() == RecordedCall.Known.WHOLE) {
      Decision decision = point.decide(view);
      masked = decision.maskedArguments();
      return ReplayAnswer.of(decision, masked != null);
    }
    Decision decision = point.decideWithoutArguments(view, call.arguments());
    return decision == null ? null : ReplayAnswer.of(decision, false);
  }

  /** Whether both mask the call that they answered last, each in another way. */
  boolean masksOtherwise(ReplayPolicy other) {
    return masked != null && other.masked != null && !masked.equals(other.masked);
  }
}
