package dev.sallyport.enforcer;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Stage;
import org.jspecify.annotations.Nullable;

/** Writes what was decided and how it ended. Each thread fills records of its own. */
class DecisionRecorder {
  private final AuditLog log;
  private final EnforcerOptions options;
  private final ArgumentsDigest digest;
  // Classes, not lambdas: each of those would cost about a millisecond at every start.
  private final ThreadLocal<DecisionRecord> decisions =
      new ThreadLocal<>() {
        @Override
        protected DecisionRecord initialValue() {
          return new DecisionRecord();
        }
      };
  private final ThreadLocal<OutcomeRecord> outcomes =
      new ThreadLocal<>() {
        @Override
        protected OutcomeRecord initialValue() {
          return new OutcomeRecord();
        }
      };

  DecisionRecorder(AuditLog log, EnforcerOptions options, ArgumentsDigest digest) {
    this.log = log;
    this.options = options;
    this.digest = digest;
  }

  void decision(ToolCall call, Answer answer) {
    DecisionRecord record = decisions.get().clear();
    record
        .callId(call.callId())
        .parentCallId(call.parentCallId())
        .framework(call.framework())
        .agent(answer.agent())
        .session(answer.session())
        .tool(call.tool())
        .stage(answer.stage() == Stage.POST_TOOL ? ToolStage.POST_TOOL : ToolStage.PRE_TOOL)
        .mode(options.enforce() ? EnforcementMode.ENFORCE : EnforcementMode.OBSERVE)
        .policyDigest(answer.policy().digest())
        .evaluationNanos(answer.nanos());
    arguments(record, call.arguments());
    answer(record, answer);
    log.append(record);
  }

  /** Fills records as a call would, and drops them. */
  void warmUp(String arguments, Answer answer) {
    DecisionRecord record = decisions.get().clear();
    arguments(record, arguments);
    answer(record, answer);
    record.clear();
    outcomes.get().clear();
  }

  private void arguments(DecisionRecord record, @Nullable String arguments) {
    String text = arguments == null ? "" : arguments;
    boolean full = options.fullArguments();
    record
        .argumentsDigest(digest.digest(text))
        .argumentsLength(text.length())
        .argumentsForm(full ? ArgumentsForm.FULL : ArgumentsForm.REDACTED)
        .argumentsText(full ? text : RedactedArguments.of(arguments));
  }

  private static void answer(DecisionRecord record, Answer answer) {
    Decision decision = answer.decision();
    if (decision == null) {
      record.effect(RecordedEffect.DENY).error(answer.error());
      return;
    }
    record
        .effect(
            switch (decision.effect()) {
              case ALLOW -> RecordedEffect.ALLOW;
              case DENY -> RecordedEffect.DENY;
              case REQUIRE_APPROVAL -> RecordedEffect.REQUIRE_APPROVAL;
            })
        .rule(decision.rule())
        .error(decision.error())
        .erringRules(decision.erringRules())
        .notedRules(decision.notedRules())
        .argumentsRewritten(answer.masked() != null);
  }

  void outcome(
      long callId, @Nullable Object result, @Nullable Throwable thrown, long durationNanos) {
    OutcomeRecord record = outcomes.get().clear().callId(callId).durationNanos(durationNanos);
    if (thrown != null) {
      record.outcome(CallOutcome.THREW).exceptionClass(thrown.getClass().getName());
    } else {
      record.outcome(CallOutcome.RETURNED);
      if (result instanceof String text) {
        record.resultLength(text.length()).resultDigest(digest.digest(text));
      }
    }
    log.append(record);
  }
}
