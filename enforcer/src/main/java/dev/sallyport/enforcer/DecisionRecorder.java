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
import dev.sallyport.engine.arguments.ArgumentShape;
import org.jspecify.annotations.Nullable;

/** Writes what was decided and how it ended, in the records of a workspace. Thread-safe. */
class DecisionRecorder {
  private final AuditLog log;
  private final EnforcerOptions options;
  private final ArgumentsDigest digest;

  DecisionRecorder(AuditLog log, EnforcerOptions options, ArgumentsDigest digest) {
    this.log = log;
    this.options = options;
    this.digest = digest;
  }

  /** Records the workspace's answer about {@code call}. */
  void decision(ToolCall call, Workspace workspace) {
    Answer answer = workspace.answer;
    DecisionRecord record = workspace.decision.clear();
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
    arguments(record, call.arguments(), workspace.shape);
    answer(record, answer);
    append(record);
  }

  /** Records the workspace's answer about {@code step}. */
  void step(GatedStep step, Workspace workspace) {
    Answer answer = workspace.answer;
    DecisionRecord record = workspace.decision.clear();
    boolean whole = options.fullArguments() || step.facts().equals(step.keptFacts());
    record
        .callId(step.callId())
        .parentCallId(step.parentCallId())
        .framework(step.framework())
        .agent(answer.agent())
        .session(answer.session())
        .tool(step.tool())
        .stage(ToolStage.PRE_TOOL)
        .mode(options.enforce() ? EnforcementMode.ENFORCE : EnforcementMode.OBSERVE)
        .policyDigest(answer.policy().digest())
        .evaluationNanos(answer.nanos())
        .argumentsDigest(digest, step.facts())
        .argumentsLength(step.facts().length())
        .argumentsForm(whole ? ArgumentsForm.FULL : ArgumentsForm.REDACTED)
        .argumentsText(whole ? step.facts() : step.keptFacts());
    answer(record, answer);
    append(record);
  }

  /** Fills records as a call would, and drops them. */
  void warmUp(String arguments, Workspace workspace) {
    DecisionRecord record = workspace.decision.clear();
    arguments(record, arguments, workspace.shape);
    answer(record, workspace.answer);
    returned(workspace.outcome.clear(), arguments);
  }

  private void arguments(DecisionRecord record, @Nullable String arguments, ArgumentShape shape) {
    String text = arguments == null ? "" : arguments;
    record.argumentsDigest(digest, text).argumentsLength(text.length());
    if (options.fullArguments()) {
      record.argumentsForm(ArgumentsForm.FULL).argumentsText(text);
    } else {
      shape.read(arguments);
      record
          .argumentsForm(ArgumentsForm.REDACTED)
          .argumentsUtf8(shape.bytes(), shape.length(), shape.characters());
    }
  }

  private static void answer(DecisionRecord record, Answer answer) {
    record
        .effect(
            switch (answer.effect()) {
              case ALLOW -> RecordedEffect.ALLOW;
              case DENY -> RecordedEffect.DENY;
              case REQUIRE_APPROVAL -> RecordedEffect.REQUIRE_APPROVAL;
            })
        .rule(answer.rule())
        .error(answer.error());
    Decision decision = answer.decision();
    if (decision == null) {
      return;
    }
    record
        .error(decision.error())
        .erringRules(decision.erringRules())
        .notedRules(decision.notedRules())
        .argumentsRewritten(answer.masked() != null);
  }

  /** Records how a call ended. */
  void outcome(
      long callId,
      @Nullable Object result,
      @Nullable Throwable thrown,
      long durationNanos,
      Workspace workspace) {
    OutcomeRecord record = workspace.outcome.clear().callId(callId).durationNanos(durationNanos);
    if (thrown != null) {
      record.outcome(CallOutcome.THREW).exceptionClass(thrown.getClass().getName());
    } else {
      returned(record, result);
    }
    append(record);
  }

  private void returned(OutcomeRecord record, @Nullable Object result) {
    record.outcome(CallOutcome.RETURNED);
    if (result instanceof String text) {
      record.resultLength(text.length()).resultDigest(digest, text);
    }
  }

  void append(DecisionRecord record) {
    log.append(record);
  }

  void append(OutcomeRecord record) {
    log.append(record);
  }
}
