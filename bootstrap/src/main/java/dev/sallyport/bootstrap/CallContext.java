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
  private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();
  private static final CallContext NONE = new CallContext(null, null, 0);

  private final @Nullable String agent;
  private final @Nullable Object session;
  private final long parentCallId;

  private CallContext(@Nullable String agent, @Nullable Object session, long parentCallId) {
    this.agent = agent;
    this.session = session;
    this.parentCallId = parentCallId;
  }

  /**
   * The context of this thread, with the running tool call as parent; to carry to other threads.
   */
  public static CallContext capture() {
    CallContext current = current();
    ToolCall running = ToolGate.runningCall();
    if (running == null || running.callId() == 0 || running.callId() == current.parentCallId) {
      return current;
    }
    return new CallContext(
        current.agent != null ? current.agent : running.agent(),
        current.session != null ? current.session : running.session(),
        running.callId());
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
            previous.parentCallId));
    return previous;
  }

  /**
   * Makes {@code context} the one of this thread.
   *
   * @return the context that was set before
   */
  public static CallContext restore(@Nullable CallContext context) {
    CallContext previous = current();
    if (context == null || context == NONE) {
      CURRENT.remove();
    } else {
      CURRENT.set(context);
    }
    return previous;
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
}
