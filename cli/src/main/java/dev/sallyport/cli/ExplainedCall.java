package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.Explanation;
import dev.sallyport.engine.PolicyExplainer;
import dev.sallyport.engine.RuleExplanation;
import dev.sallyport.engine.RuleLimit;
import dev.sallyport.engine.Stage;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A call with what a policy says about it, and what the log says if it was recorded.
 *
 * @param recorded null for a call that was given on the command line
 */
record ExplainedCall(
    CallView view,
    ReviewedPolicy policy,
    Explanation explanation,
    @Nullable RecordedCall recorded) {

  static ExplainedCall given(CallView view, ReviewedPolicy policy) {
    Explanation explanation = new PolicyExplainer(policy.set()).explain(view);
    return new ExplainedCall(view, policy, explanation, null);
  }

  static ExplainedCall recorded(RecordedCall call, ReviewedPolicy policy) {
    PolicyExplainer explainer = new PolicyExplainer(policy.set());
    CallView view = call.view();
    boolean error = call.known() == RecordedCall.Known.ERROR;
    Explanation explanation =
        call.known() == RecordedCall.Known.WHOLE || error && call.arguments() != null
            ? explainer.explain(view)
            : explainer.explainWithoutArguments(view, call.arguments());
    return new ExplainedCall(view, policy, explanation, call);
  }

  /** Whether the policy is the one that decided then; null for a call that was never decided. */
  @Nullable Boolean decided() {
    if (recorded == null) {
      return null;
    }
    return Arrays.equals(recorded.record().policyDigest(), policy.set().digest());
  }

  /** Whether the policy answers as the log says; null if that can't be told. */
  @Nullable Boolean same() {
    Decision decision = explanation.decision();
    if (recorded == null || decision == null) {
      return null;
    }
    boolean bothErr = (recorded.record().error() == null) == (decision.error() == null);
    return bothErr && effect(recorded.record().effect()) == decision.effect();
  }

  /** The limit that must have been used up then, or null: nothing else explains the denial. */
  @Nullable RuleLimit usedUpLimit() {
    if (recorded == null || !Boolean.TRUE.equals(decided())) {
      return null;
    }
    DecisionRecord record = recorded.record();
    boolean denied = record.effect() == RecordedEffect.DENY && record.error() == null;
    for (RuleLimit limit : policy.set().limits()) {
      if (denied && limit.rule().equals(record.rule())) {
        return limit;
      }
    }
    return null;
  }

  /** Whether an application asks the policy at the call's stage; before a tool it always does. */
  boolean isAsked() {
    return view.stage() == Stage.PRE_TOOL || policy.set().stages().contains(view.stage());
  }

  /** Whether the answer may be another one because of limits, of which the log has no counts. */
  boolean dependsOnLimits() {
    for (RuleExplanation rule : explanation.rules()) {
      if (rule.limit() != null && rule.applies() && usedUpLimit() == null) {
        return true;
      }
    }
    return false;
  }

  static Effect effect(RecordedEffect effect) {
    return switch (effect) {
      case ALLOW -> Effect.ALLOW;
      case DENY -> Effect.DENY;
      case REQUIRE_APPROVAL -> Effect.REQUIRE_APPROVAL;
    };
  }

  static @Nullable String recordedDigest(DecisionRecord record) {
    byte[] digest = record.policyDigest();
    return digest == null ? null : HexFormat.of().formatHex(digest);
  }

  int exitCode() {
    if (explanation.decision() == null || recorded != null && same() == null) {
      return ExitCode.UNKNOWN;
    }
    boolean explained = recorded == null || Boolean.TRUE.equals(same()) || usedUpLimit() != null;
    return explained ? ExitCode.FINE : ExitCode.FINDING;
  }
}
