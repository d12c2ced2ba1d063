package dev.sallyport.enforcer;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.HttpExchange;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.Stage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The policy enforcement point. For each call: fill the call view, evaluate, record the decision,
 * and only when that is in the log, act. A failure anywhere before that refuses the call.
 * Thread-safe.
 */
public final class Enforcer implements Gate {
  private static final String SAMPLE_ARGUMENTS =
      "{\"text\":\"a\",\"number\":1.5,\"list\":[true,null,{}]}";

  private final Readiness readiness;
  private final DecisionRecorder recorder;
  private final EnforcerOptions options;
  private final ErrorReporter errors;
  private final AtomicLong lastCallId = new AtomicLong();
  private volatile LoadedPolicy policy;
  private final WorkspacePool workspaces = new WorkspacePool();
  private final Containment containment;

  /**
   * Creates the enforcer.
   *
   * @param policy judges calls until another one is set
   * @param log takes the records
   * @param digest salts and hashes arguments and results
   * @param readiness what the first calls wait for
   * @param errors told once about each kind of failure
   */
  public Enforcer(
      LoadedPolicy policy,
      AuditLog log,
      ArgumentsDigest digest,
      EnforcerOptions options,
      Readiness readiness,
      ErrorReporter errors) {
    this(policy, new DecisionRecorder(log, options, digest), options, readiness, errors);
  }

  Enforcer(
      LoadedPolicy policy,
      DecisionRecorder recorder,
      EnforcerOptions options,
      Readiness readiness,
      ErrorReporter errors) {
    this.policy = policy;
    this.recorder = recorder;
    this.options = options;
    this.readiness = readiness;
    this.errors = new OncePerKind(errors);
    StepGate steps =
        new StepGate(readiness, recorder, options, this.errors, lastCallId, workspaces);
    this.containment = new Containment(steps, this.errors);
  }

  /** From now on judges by {@code loaded}; what is being judged ends as it began. */
  public void use(LoadedPolicy loaded) {
    Containment.warmUp(loaded);
    policy = loaded;
  }

  /**
   * Goes through what judging and recording a call needs, without recording one. To be called on a
   * thread of our own before the first call: a class whose initialisation overflows the small stack
   * of an application's thread could never be used again.
   */
  public void warmUp() {
    FirstCall.initialiseClasses(options.bootId());
    Workspace workspace = workspaces.take();
    LoadedPolicy judging = policy;
    CallView view = workspace.view.tool("sample").arguments(SAMPLE_ARGUMENTS);
    workspace.answer.begin(judging, Stage.PRE_TOOL, null, null).decided(judging.decide(view));
    recorder.warmUp(SAMPLE_ARGUMENTS, workspace);
    workspaces.giveBack(workspace);
    Containment.warmUp(judging);
  }

  /**
   * Compiles the policy for all tools that its rules name, which otherwise each tool's first call
   * does for its own. Takes a while for many rules; calls may be judged meanwhile.
   */
  public void prepare() {
    policy.prepare();
  }

  @Override
  public void enter(ToolCall call) {
    call.identify(lastCallId.incrementAndGet());
    long started = System.nanoTime();
    String session = null;
    Throwable failure = null;
    try {
      session = SessionText.of(call.session());
      readiness.await();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    Workspace workspace = workspaces.take();
    try {
      LoadedPolicy judging = policy;
      workspace.answer.begin(judging, Stage.PRE_TOOL, agentOf(call), session);
      judge(call, workspace, null, failure, started);
      confine(judging, call, workspace);
      if (record(call, workspace)) {
        act(call, workspace.answer);
      }
    } catch (Throwable thrown) {
      workspaces.drop();
      throw thrown;
    }
    workspaces.giveBack(workspace);
  }

  /** The caller's boxes hold for what it calls, so a call may only add to them. */
  private void confine(LoadedPolicy judging, ToolCall call, Workspace workspace) {
    try {
      BoxUnion own = judging.boxesOf(call.tool(), workspace.answer.agent());
      if (own != null) {
        call.confine(own.and(BoxUnion.of(call.box())));
      }
    } catch (Throwable failure) {
      workspace.markBroken();
      fail(call, workspace.answer, failure);
    }
  }

  private @Nullable String agentOf(ToolCall call) {
    return call.agent() == null ? options.agentName() : call.agent();
  }

  /**
   * Fills in the answer that the workspace holds.
   *
   * @param content the text that the tool returned, null before it has run
   * @param failure what already keeps the call from being judged
   */
  private void judge(
      ToolCall call,
      Workspace workspace,
      @Nullable String content,
      @Nullable Throwable failure,
      long started) {
    Answer answer = workspace.answer;
    if (failure != null) {
      fail(call, answer, failure);
    } else {
      try {
        String error = tooLong("arguments", call.arguments());
        error = error == null ? tooLong("result", content) : error;
        if (error == null) {
          answer.decided(evaluate(call, workspace, content));
        } else {
          answer.failed(error);
        }
      } catch (Throwable thrown) {
        workspace.markBroken();
        fail(call, answer, thrown);
      }
    }
    answer.took(System.nanoTime() - started);
  }

  private void fail(ToolCall call, Answer answer, Throwable failure) {
    String error = "cannot decide: " + failure.getClass().getName();
    answer.failed(error);
    errors.report(error + " (decision " + idOf(call) + ")");
  }

  private @Nullable String tooLong(String what, @Nullable String text) {
    return text == null || text.length() <= options.maxArgumentChars()
        ? null
        : what
            + ": "
            + text.length()
            + " characters, at most "
            + options.maxArgumentChars()
            + " are judged";
  }

  private static Decision evaluate(ToolCall call, Workspace workspace, @Nullable String content) {
    Answer answer = workspace.answer;
    CallView view = workspace.view;
    view.tool(call.tool())
        .arguments(call.arguments())
        .agent(answer.agent())
        .session(answer.session())
        .framework(call.framework())
        .stage(answer.stage())
        .content(content)
        .time(System.currentTimeMillis(), System.nanoTime());
    return answer.policy().decide(view);
  }

  /** Whether the decision stands in the log; if not, the call is settled here. */
  private boolean record(ToolCall call, Workspace workspace) {
    try {
      recorder.decision(call, workspace);
      return true;
    } catch (Throwable failure) {
      noteFailedAppend(workspace, failure);
      if (options.enforce()) {
        errors.report("tool calls are refused, because none can be recorded: " + describe(failure));
        call.refuse(Refusal.failed(idOf(call)));
      } else {
        errors.report("tool calls run unrecorded: " + describe(failure));
        call.permit(System.nanoTime());
      }
      return false;
    }
  }

  /** A log that takes nothing leaves everything as it was; with any other failure who knows. */
  private static void noteFailedAppend(Workspace workspace, Throwable failure) {
    if (!(failure instanceof AuditUnavailableException)) {
      workspace.markBroken();
    }
  }

  private void act(ToolCall call, Answer answer) {
    Decision decision = answer.decision();
    if (!options.enforce()) {
      call.permit(System.nanoTime());
    } else if (decision == null) {
      call.refuse(Refusal.failed(idOf(call)));
    } else if (decision.effect() == Effect.ALLOW) {
      permit(call, answer.masked());
    } else if (decision.effect() == Effect.REQUIRE_APPROVAL) {
      call.refuse(Refusal.needsApproval(idOf(call)));
    } else {
      call.refuse(Refusal.denied(idOf(call)));
    }
  }

  private static void permit(ToolCall call, @Nullable String masked) {
    if (masked == null) {
      call.permit(System.nanoTime());
    } else {
      call.permitWith(masked, System.nanoTime());
    }
  }

  @Override
  public @Nullable String judge(CallContext context, HttpExchange exchange) {
    return containment.judge(policy, context, exchange);
  }

  @Override
  public @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    return containment.access(policy, context, sink, subject);
  }

  @Override
  public boolean judgesResults() {
    return policy.judgesResults();
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    LoadedPolicy judging = policy;
    if (!judging.judgesResults() || thrown instanceof Error) {
      return null; // frameworks hand exceptions to the model, errors they don't
    }
    try {
      return judgeResult(judging, call, result, thrown);
    } catch (Throwable failure) {
      if (options.enforce()) {
        throw failure; // the bridge withholds the result
      }
      return null;
    }
  }

  private @Nullable ResultReplacement judgeResult(
      LoadedPolicy judging, ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    long started = System.nanoTime();
    String session = null;
    String content = null;
    Throwable failure = null;
    try {
      session = SessionText.of(call.session());
      content = ResultText.of(result, thrown);
    } catch (Throwable unreadable) {
      failure = unreadable;
    }
    boolean isText = thrown == null && (result == null || result instanceof String);
    ResultReplacement replacement;
    Workspace workspace = workspaces.take();
    try {
      workspace.answer.begin(judging, Stage.POST_TOOL, agentOf(call), session);
      judge(call, workspace, content, failure, started);
      replacement =
          recordResult(call, workspace)
              ? replacement(call, workspace.answer, isText)
              : withheld(call);
    } catch (Throwable unexpected) {
      workspaces.drop();
      throw unexpected;
    }
    workspaces.giveBack(workspace);
    return replacement;
  }

  private boolean recordResult(ToolCall call, Workspace workspace) {
    try {
      recorder.decision(call, workspace);
      return true;
    } catch (Throwable failure) {
      noteFailedAppend(workspace, failure);
      errors.report(
          (options.enforce()
                  ? "tool results are withheld, because no decision can be recorded: "
                  : "tool results pass unrecorded: ")
              + describe(failure));
      return false;
    }
  }

  private @Nullable ResultReplacement withheld(ToolCall call) {
    return options.enforce()
        ? ResultReplacement.refused(Refusal.withheldByFailure(idOf(call)))
        : null;
  }

  /** What is no text can't be masked, so it is withheld. */
  private @Nullable ResultReplacement replacement(ToolCall call, Answer answer, boolean isText) {
    Decision decision = answer.decision();
    if (!options.enforce()) {
      return null;
    }
    if (decision == null) {
      return withheld(call);
    }
    if (decision.effect() == Effect.ALLOW) {
      String masked = answer.masked();
      if (masked == null || isText) {
        return masked == null ? null : ResultReplacement.masked(masked);
      }
    }
    return ResultReplacement.refused(
        decision.effect() == Effect.REQUIRE_APPROVAL
            ? Refusal.withheldForApproval(idOf(call))
            : Refusal.withheld(idOf(call)));
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    long durationNanos = System.nanoTime() - call.startNanos();
    try {
      recordOutcome(call.callId(), result, thrown, durationNanos);
    } catch (Throwable failure) {
      errors.report("cannot record an outcome: " + describe(failure));
    }
  }

  private void recordOutcome(
      long callId, @Nullable Object result, @Nullable Throwable thrown, long durationNanos) {
    Workspace workspace = workspaces.take();
    try {
      recorder.outcome(callId, result, thrown, durationNanos, workspace);
    } catch (Throwable failure) {
      workspaces.drop();
      throw failure;
    }
    workspaces.giveBack(workspace);
  }

  WorkspacePool workspaces() {
    return workspaces;
  }

  private String idOf(ToolCall call) {
    return DecisionId.format(options.bootId(), call.callId());
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getName() : message;
  }
}
