package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * The static entry that woven code calls. Must be loaded by the boot class loader only. Methods are
 * thread-safe, allocate nothing after the first call on a thread, and never throw on their own
 * account: whatever goes wrong ends in a refused call.
 */
public final class ToolGate {
  // A class, not a lambda: linking a lambda here would run on the first tool call's thread.
  private static final ThreadLocal<CallStack> STACK =
      new ThreadLocal<>() {
        @Override
        protected CallStack initialValue() {
          return new CallStack();
        }
      };

  private static volatile @Nullable Gate gate;

  private ToolGate() {}

  /**
   * Sets the policy enforcement point. Until then every call is refused.
   *
   * @throws IllegalStateException if it is set already: nothing may replace it
   */
  public static synchronized void open(Gate enforcer) {
    if (gate != null) {
      throw new IllegalStateException("the gate is already set");
    }
    CarriedContext.prepare();
    gate = enforcer;
  }

  /**
   * Judges one attempt before the tool runs. Every call is paired with one {@link #exit}, also when
   * it is refused.
   *
   * @param framework framework and version, such as {@code langchain4j 1.5.0}
   * @param receiver the object whose method runs the tool
   * @param method the name of that method with its class; with {@code receiver} it tells delegation
   *     from repetition
   * @param request the object that carries the arguments, compared by identity
   * @param tool the tool's name, or null if the framework has none
   * @param arguments the raw JSON arguments, or null
   * @param agent the AI agent, or null to use the thread's {@link CallContext}
   * @param session the session, or null to use the thread's {@link CallContext}
   * @return the call; ask {@link ToolCall#refused} before anything else
   */
  public static ToolCall enter(
      String framework,
      @Nullable Object receiver,
      String method,
      @Nullable Object request,
      @Nullable String tool,
      @Nullable String arguments,
      @Nullable String agent,
      @Nullable Object session) {
    CallStack stack = null;
    ToolCall call = null;
    try {
      stack = STACK.get();
      call = stack.push();
      call.framework = framework;
      call.receiver = receiver;
      call.method = method;
      call.request = request;
      call.tool = tool;
      call.arguments = arguments;
      ToolCall outer = stack.delegatorOf(call);
      if (outer != null) {
        call.follow(outer);
      } else {
        attribute(call, stack, agent, session);
        judge(call, stack);
      }
      return call;
    } catch (Throwable failure) {
      if (stack != null && call != null) {
        // No exit follows for a broken call: a frame left behind would pass for the caller of the
        // next one.
        stack.popTo(call.depth);
      }
      return ToolCall.BROKEN;
    }
  }

  private static void attribute(
      ToolCall call, CallStack stack, @Nullable String agent, @Nullable Object session) {
    CallContext context = CallContext.current();
    ToolCall running = context.callOf(stack.below(call));
    call.agent = agent != null ? agent : context.agent();
    call.session = session != null ? session : context.session();
    if (running != null) {
      call.agent = call.agent != null ? call.agent : running.agent;
      call.session = call.session != null ? call.session : running.session;
    }
    call.box = running != null ? running.box : context.box();
    call.parentCallId = running != null ? running.callId() : context.parentCallId();
  }

  private static void judge(ToolCall call, CallStack stack) {
    Gate enforcer = gate;
    if (enforcer == null) {
      return;
    }
    stack.judging++;
    try {
      enforcer.enter(call);
    } catch (Throwable failure) {
      call.refuse(ToolCall.REFUSED_BY_ERROR);
    } finally {
      stack.judging--;
    }
  }

  /** Null if the step may be taken; never throws. */
  static @Nullable String judge(CallContext context, HttpExchange exchange) {
    try {
      Gate enforcer = gate;
      CallStack stack = STACK.get();
      if (enforcer == null) {
        return HttpGate.REFUSED_BY_ERROR;
      }
      stack.judging++;
      try {
        return enforcer.judge(context, exchange);
      } finally {
        stack.judging--;
      }
    } catch (Throwable failure) {
      return HttpGate.REFUSED_BY_ERROR;
    }
  }

  /** Reports it; whatever goes wrong, the connection is judged all the same. */
  static void contextLost(CallContext context, String address) {
    Gate enforcer = gate;
    if (enforcer != null) {
      CallStack stack = STACK.get();
      stack.judging++;
      try {
        enforcer.contextLost(context, address);
      } finally {
        stack.judging--;
      }
    }
  }

  /** Null if it may be done; never throws. */
  static @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    try {
      Gate enforcer = gate;
      CallStack stack = STACK.get();
      if (enforcer == null) {
        return HttpGate.REFUSED_BY_ERROR;
      }
      stack.judging++;
      try {
        return enforcer.access(context, sink, subject);
      } finally {
        stack.judging--;
      }
    } catch (Throwable failure) {
      return HttpGate.REFUSED_BY_ERROR;
    }
  }

  static boolean isOpenedWith(Gate enforcer) {
    return gate == enforcer;
  }

  /** Whether the gate is at work on this thread, so that what happens is its own doing. */
  static boolean isJudging() {
    return STACK.get().judging > 0;
  }

  /**
   * Whether this is a thread of the javaagent's own: it is one of those that run below its loader.
   */
  static boolean isOwnThread() {
    Gate enforcer = gate;
    ClassLoader own = enforcer == null ? null : enforcer.getClass().getClassLoader();
    return own != null
        && own != ClassLoader.getSystemClassLoader()
        && Thread.currentThread().getContextClassLoader() == own;
  }

  /**
   * Whether {@link #exit} will judge what the tool returned, so that the caller must have its text
   * at hand. True if in doubt.
   */
  public static boolean judgesResult(@Nullable ToolCall call) {
    try {
      Gate enforcer = gate;
      return enforcer != null
          && call != null
          && !call.refused()
          && !call.delegated
          && enforcer.judgesResults();
    } catch (Throwable failure) {
      return true;
    }
  }

  /**
   * Ends an attempt; if the tool ran, records its outcome and has its result judged.
   *
   * @param call what {@link #enter} returned; not to be used afterwards
   * @param result the tool's result, text where the model reads text, or null
   * @param thrown what the tool threw, or null
   * @return what to return in place of the result, or of what was thrown; null to leave it
   */
  public static @Nullable ResultReplacement exit(
      @Nullable ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    if (call == null || call == ToolCall.BROKEN) {
      return null;
    }
    ResultReplacement replacement = null;
    try {
      Gate enforcer = gate;
      if (enforcer != null && !call.refused() && !call.delegated) {
        recordOutcome(enforcer, call, result, thrown);
        replacement = judgeResult(enforcer, call, result, thrown);
      }
    } catch (Throwable noStack) {
      replacement = ResultReplacement.WITHHELD_BY_ERROR;
    } finally {
      leave(call);
    }
    return replacement;
  }

  private static void recordOutcome(
      Gate enforcer, ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      CallStack stack = STACK.get();
      stack.judging++;
      try {
        enforcer.exit(call, result, thrown);
      } finally {
        stack.judging--;
      }
    } catch (Throwable failure) {
      // The tool has run; the enforcer reports and closes itself when it cannot record an outcome.
    }
  }

  private static @Nullable ResultReplacement judgeResult(
      Gate enforcer, ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      CallStack stack = STACK.get();
      stack.judging++;
      try {
        return enforcer.judgesResults() ? enforcer.judgeResult(call, result, thrown) : null;
      } finally {
        stack.judging--;
      }
    } catch (Throwable failure) {
      return ResultReplacement.WITHHELD_BY_ERROR;
    }
  }

  private static void leave(ToolCall call) {
    try {
      STACK.get().popTo(call.depth);
    } catch (Throwable failure) {
      STACK.remove(); // no frame may stay behind for the thread's next call
    }
  }

  /** The tool call that runs on this thread, or null. */
  static @Nullable ToolCall runningCall() {
    return STACK.get().top();
  }
}
