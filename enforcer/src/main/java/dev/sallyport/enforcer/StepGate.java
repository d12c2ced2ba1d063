package dev.sallyport.enforcer;

import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.Stage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of a step from its judgement to its record; only what stands in the log is permitted.
 * Thread-safe.
 */
final class StepGate {
  private final Readiness readiness;
  private final DecisionRecorder recorder;
  private final EnforcerOptions options;
  private final ErrorReporter errors;
  private final AtomicLong lastCallId;
  private final WorkspacePool workspaces;

  StepGate(
      Readiness readiness,
      DecisionRecorder recorder,
      EnforcerOptions options,
      ErrorReporter errors,
      AtomicLong lastCallId,
      WorkspacePool workspaces) {
    this.readiness = readiness;
    this.recorder = recorder;
    this.options = options;
    this.errors = errors;
    this.lastCallId = lastCallId;
    this.workspaces = workspaces;
  }

  /** Judges a step: sets the answer of the workspace, whose other parts it may use. */
  interface Judgement {
    void judge(Workspace workspace);
  }

  long nextCallId() {
    return lastCallId.incrementAndGet();
  }

  EnforcerOptions options() {
    return options;
  }

  /**
   * Judges, records and answers.
   *
   * @return null if the step may be taken; else the text of the refusal
   */
  @Nullable String pass(
      LoadedPolicy policy,
      CallContext context,
      GatedStep step,
      Judgement judgement,
      StepKind kind) {
    long started = System.nanoTime();
    String session = null;
    Throwable failure = null;
    try {
      session = SessionText.of(context.session());
      readiness.await();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    String refusal;
    Workspace workspace = workspaces.take();
    try {
      workspace.answer.begin(policy, Stage.PRE_TOOL, agentOf(context), session);
      judge(step, workspace, judgement, failure);
      workspace.answer.took(System.nanoTime() - started);
      refusal =
          isUnnoted(step, workspace.answer) || record(step, workspace)
              ? refusal(step, workspace.answer, kind)
              : unrecorded(step, kind);
    } catch (Throwable thrown) {
      workspaces.drop();
      throw thrown;
    }
    workspaces.giveBack(workspace);
    return refusal;
  }

  private @Nullable String agentOf(CallContext context) {
    return context.agent() == null ? options.agentName() : context.agent();
  }

  private void judge(
      GatedStep step, Workspace workspace, Judgement judgement, @Nullable Throwable failure) {
    Throwable thrown = failure;
    if (thrown == null) {
      try {
        judgement.judge(workspace);
        return;
      } catch (Throwable unjudged) {
        workspace.markBroken();
        thrown = unjudged;
      }
    }
    String error = "cannot decide: " + thrown.getClass().getName();
    workspace.answer.failed(error);
    errors.report(error + " (decision " + idOf(step) + ")");
  }

  private static boolean isUnnoted(GatedStep step, Answer answer) {
    return step.isMinor() && answer.effect() == Effect.ALLOW;
  }

  private boolean record(GatedStep step, Workspace workspace) {
    try {
      recorder.step(step, workspace);
      return true;
    } catch (Throwable failure) {
      if (!(failure instanceof AuditUnavailableException)) {
        workspace.markBroken();
      }
      String message = failure.getMessage();
      errors.report(
          (options.enforce()
                  ? "what tools do is refused, because it can't be recorded: "
                  : "what tools do passes unrecorded: ")
              + (message == null ? failure.getClass().getName() : message));
      return false;
    }
  }

  private @Nullable String unrecorded(GatedStep step, StepKind kind) {
    return options.enforce() ? kind.failed(idOf(step)) : null;
  }

  private @Nullable String refusal(GatedStep step, Answer answer, StepKind kind) {
    if (!options.enforce() || answer.effect() == Effect.ALLOW) {
      return null;
    }
    if (answer.error() != null) {
      return kind.failed(idOf(step));
    }
    return answer.effect() == Effect.REQUIRE_APPROVAL
        ? kind.needsApproval(idOf(step))
        : kind.denied(idOf(step));
  }

  private String idOf(GatedStep step) {
    return DecisionId.format(options.bootId(), step.callId());
  }
}
