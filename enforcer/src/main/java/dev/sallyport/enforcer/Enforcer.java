package dev.sallyport.enforcer;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.bootstrap.Gate;
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
    Decision decision = policy.decide(view);
    recorder.warmUp(SAMPLE_ARGUMENTS, decision);
    if (Refusal.denied(DecisionId.format(options.bootId(), 1)).isEmpty()) {
      throw new IllegalStateException("a refusal has no text");
    }
  }

  @Override
  public void enter(ToolCall call) {
    call.identify(lastCallId.incrementAndGet());
    Answer answer = answer(call);
    if (record(call, answer)) {
      act(call, answer.decision());
    }
  }

  private Answer answer(ToolCall call) {
    long started = System.nanoTime();
    LoadedPolicy judging = policy;
    String agent = call.agent() == null ? options.agentName() : call.agent();
    String session = null;
    Decision decision = null;
    String error = null;
    try {
      session = SessionText.of(call.session());
      readiness.await();
      error = tooLong(call.arguments());
      judging = policy;
      decision = error == null ? evaluate(judging, call, agent, session) : null;
    } catch (Throwable failure) {
      error = "cannot decide: " + failure.getClass().getName();
      errors.report(error + " (decision " + idOf(call) + ")");
    }
    long nanos = System.nanoTime() - started;
    return new Answer(judging, Stage.PRE_TOOL, agent, session, decision, error, nanos);
  }

  private @Nullable String tooLong(@Nullable String arguments) {
    return arguments == null || arguments.length() <= options.maxArgumentChars()
        ? null
        : "arguments: "
            + arguments.length()
            + " characters, at most "
            + options.maxArgumentChars()
            + " are judged";
  }

  private Decision evaluate(
      LoadedPolicy judging, ToolCall call, @Nullable String agent, @Nullable String session) {
    CallView view = views.get();
    try {
      view.tool(call.tool())
          .arguments(call.arguments())
          .agent(agent)
          .session(session)
          .framework(call.framework())
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

  private void act(ToolCall call, @Nullable Decision decision) {
    if (!options.enforce()) {
      call.permit(System.nanoTime());
    } else if (decision == null) {
      call.refuse(Refusal.failed(idOf(call)));
    } else if (decision.effect() == Effect.ALLOW) {
      permit(call, decision);
    } else if (decision.effect() == Effect.REQUIRE_APPROVAL) {
      call.refuse(Refusal.needsApproval(idOf(call)));
    } else {
      call.refuse(Refusal.denied(idOf(call)));
    }
  }

  private static void permit(ToolCall call, Decision decision) {
    String masked = decision.maskedArguments();
    if (masked == null) {
      call.permit(System.nanoTime());
    } else {
      call.permitWith(masked, System.nanoTime());
    }
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
