package dev.sallyport.enforcer;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ResultReplacement;
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
  private final ThreadLocal<CallView> views =
      new ThreadLocal<>() {
        @Override
        protected CallView initialValue() {
          return new CallView();
        }
      };

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
  }

  /** From now on judges by {@code loaded}; what is being judged ends as it began. */
  public void use(LoadedPolicy loaded) {
    policy = loaded;
  }

  /**
   * Goes through what judging and recording a call needs, without recording one. To be called on a
   * thread of our own before the first call: a class whose initialisation overflows the small stack
   * of an application's thread could never be used again.
   */
  public void warmUp() {
    CallView view = new CallView().tool("sample").arguments(SAMPLE_ARGUMENTS);
    LoadedPolicy judging = policy;
    Decision decision = judging.decide(view);
    recorder.warmUp(
        SAMPLE_ARGUMENTS, new Answer(judging, Stage.PRE_TOOL, null, null, decision, null, 0));
    if (Refusal.denied(DecisionId.format(options.bootId(), 1)).isEmpty()) {
      throw new IllegalStateException("a refusal has no text");
    }
  }

  @Override
  public void enter(ToolCall call) {
    call.identify(lastCallId.incrementAndGet());
    Answer answer = answer(call, policy, Stage.PRE_TOOL, null, null);
    if (record(call, answer)) {
      act(call, answer);
    }
    views.get().release();
  }

  private Answer answer(
      ToolCall call,
      LoadedPolicy given,
      Stage stage,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    long started = System.nanoTime();
    LoadedPolicy judging = given;
    String agent = call.agent() == null ? options.agentName() : call.agent();
    String session = null;
    Decision decision = null;
    String error = null;
    try {
      session = SessionText.of(call.session());
      if (stage == Stage.PRE_TOOL) {
        readiness.await();
        judging = policy;
      }
      String content = ResultText.of(result, thrown);
      error = tooLong("arguments", call.arguments());
      error = error == null ? tooLong("result", content) : error;
      decision = error == null ? evaluate(judging, call, agent, session, stage, content) : null;
    } catch (Throwable failure) {
      error = "cannot decide: " + failure.getClass().getName();
      errors.report(error + " (decision " + idOf(call) + ")");
    }
    long nanos = System.nanoTime() - started;
    return new Answer(judging, stage, agent, session, decision, error, nanos);
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

  private Decision evaluate(
      LoadedPolicy judging,
      ToolCall call,
      @Nullable String agent,
      @Nullable String session,
      Stage stage,
      @Nullable String content) {
    CallView view = views.get();
    try {
      view.tool(call.tool())
          .arguments(call.arguments())
          .agent(agent)
          .session(session)
          .framework(call.framework())
          .stage(stage)
          .content(content)
          .time(System.currentTimeMillis(), System.nanoTime());
      return judging.decide(view);
    } finally {
      view.clear();
    }
  }

  /** Whether the decision stands in the log; if not, the call is settled here. */
  private boolean record(ToolCall call, Answer answer) {
    try {
      recorder.decision(call, answer);
      return true;
    } catch (Throwable failure) {
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
      Answer answer = answer(call, judging, Stage.POST_TOOL, result, thrown);
      boolean isText = thrown == null && (result == null || result instanceof String);
      ResultReplacement replacement =
          recordResult(call, answer) ? replacement(call, answer, isText) : withheld(call);
      views.get().release();
      return replacement;
    } catch (Throwable failure) {
      if (options.enforce()) {
        throw failure; // the bridge withholds the result
      }
      return null;
    }
  }

  private boolean recordResult(ToolCall call, Answer answer) {
    try {
      recorder.decision(call, answer);
      return true;
    } catch (Throwable failure) {
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
      recorder.outcome(call.callId(), result, thrown, durationNanos);
    } catch (Throwable failure) {
      errors.report("cannot record an outcome: " + describe(failure));
    }
  }

  private String idOf(ToolCall call) {
    return DecisionId.format(options.bootId(), call.callId());
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getName() : message;
  }
}
