package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Who is acting on the current thread: the agent, its session and the tool call it acts for.
 * Immutable, so woven code can capture it on one thread and restore it on another.
 *
 * <p>Usage in advice: {@code CallContext previous = CallContext.enter(agent, session)} on entry and
 * {@code CallContext.restore(previous)} on every exit.
 */
public final class CallContext {
  private static final CallContext NONE = new CallContext(null, null, 0, null, null, null, 0);

  // A thread that was started on behalf of a tool call goes on acting for it.
  private static final ThreadLocal<@Nullable CallContext> CURRENT =
      new ThreadLocal<>() {
        @Override
        protected @Nullable CallContext initialValue() {
          return CarriedContext.of(Thread.currentThread());
        }
      };

  private final @Nullable String agent;
  private final @Nullable Object session;
  private final long parentCallId;
  private final @Nullable String tool;
  private final @Nullable Object box;
  private final @Nullable HttpExchange request;

  /**
   * Whether whoever set this context takes it back, so that steps of requests may be noted in it.
   */
  private boolean isScope;

  /** The id of a call that runs on this thread and has nothing to do with this context, or 0. */
  private final long beside;

  private CallContext(
      @Nullable String agent,
      @Nullable Object session,
      long parentCallId,
      @Nullable String tool,
      @Nullable Object box,
      @Nullable HttpExchange request,
      long beside) {
    this.agent = agent;
    this.session = session;
    this.parentCallId = parentCallId;
    this.tool = tool;
    this.box = box;
    this.request = request;
    this.beside = beside;
  }

  /**
   * The context of this thread, with the running tool call as parent; to carry to other threads.
   */
  public static CallContext capture() {
    CallContext current = current();
    ToolCall running = current.callOf(ToolGate.runningCall());
    if (running == null || running.callId() == 0 || running.callId() == current.parentCallId) {
      return current;
    }
    return new CallContext(
        current.agent != null ? current.agent : running.agent(),
        current.session != null ? current.session : running.session(),
        running.callId(),
        running.tool(),
        running.box(),
        null,
        0);
  }

  /**
   * {@code running}, the call that runs on this thread; null if it only waits here while the thread
   * does something for this context, which is somebody else's.
   */
  @Nullable ToolCall callOf(@Nullable ToolCall running) {
    return running == null || beside != 0 && running.callId() == beside ? null : running;
  }

  /** The same context in which {@code made} is the last step that was permitted. */
  CallContext with(HttpExchange made) {
    return new CallContext(agent, session, parentCallId, tool, box, made, beside);
  }

  /** The context set on this thread, or an empty one. */
  public static CallContext current() {
    CallContext current = CURRENT.get();
    return current == null ? NONE : current;
  }

  /**
   * Sets agent and session for this thread; null keeps what is set.
   *
   * @return the context to {@link #restore} afterwards
   */
  public static CallContext enter(@Nullable String agent, @Nullable Object session) {
    CallContext previous = current();
    restore(
        new CallContext(
            agent == null ? previous.agent : agent,
            session == null ? previous.session : session,
            previous.parentCallId,
            previous.tool,
            previous.box,
            previous.request,
            previous.beside));
    return previous;
  }

  /**
   * Begins a request that is made on this thread: its steps are noted in the thread's context until
   * that is restored.
   *
   * @return the context to {@link #restore} afterwards
   */
  public static CallContext beginScope() {
    CallContext captured = capture();
    CallContext scope =
        new CallContext(
            captured.agent,
            captured.session,
            captured.parentCallId,
            captured.tool,
            captured.box,
            captured.request,
            captured.beside);
    scope.isScope = true;
    return restore(scope);
  }

  /** Whether a step of a request may be noted in the thread's context. */
  static boolean isScoped(CallContext of) {
    CallContext current = current();
    return current.isScope
        || current.request != null
        || current.parentCallId != 0 && current.parentCallId == of.parentCallId;
  }

  /**
   * Makes {@code context} the one of this thread.
   *
   * @return the context that was set before
   */
  public static CallContext restore(@Nullable CallContext context) {
    CallContext previous = current();
    CallContext next = context == null ? NONE : context;
    if (next != previous) {
      CURRENT.set(next); // removed, it would become what the thread was started with
    }
    return previous;
  }

  /**
   * As {@link #restore}, for the context of a task that this thread runs in between: a call that
   * runs on it already is not the task's.
   */
  static CallContext restoreBeside(@Nullable CallContext context) {
    CallContext of = context == null ? NONE : context;
    ToolCall running = ToolGate.runningCall();
    if (running == null || running.callId() == 0 || running.callId() == of.parentCallId) {
      return restore(of);
    }
    return restore(
        new CallContext(
            of.agent, of.session, of.parentCallId, of.tool, of.box, of.request, running.callId()));
  }

  /** The AI agent, or null if no framework named it. */
  public @Nullable String agent() {
    return agent;
  }

  /** The conversation or memory id, or null if there is none. */
  public @Nullable Object session() {
    return session;
  }

  /** The id of the tool call on whose behalf this thread acts, or 0. */
  public long parentCallId() {
    return parentCallId;
  }

  /** The name of the tool call on whose behalf this thread acts, or null. */
  public @Nullable String tool() {
    return tool;
  }

  /** What confines whoever acts in this context, as the enforcer made it; null if nothing does. */
  public @Nullable Object box() {
    return box;
  }

  /** The last permitted step of the HTTP request that is being made, or null. */
  @Nullable HttpExchange request() {
    return request;
  }
}
