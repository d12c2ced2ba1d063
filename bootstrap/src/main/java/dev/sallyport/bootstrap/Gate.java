package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * The policy enforcement point as the bridge sees it. One instance is set at start by {@link
 * ToolGate#open}; it is called on the application's threads, concurrently.
 */
public interface Gate {
  /**
   * Judges {@code call} and records the decision. The call stays refused unless this method calls
   * {@link ToolCall#permit}; whatever it throws refuses the call.
   *
   * @param call the attempt, with its facts filled in; valid until {@link #judgeResult} returns
   */
  void enter(ToolCall call);

  /**
   * Records how a permitted call ended.
   *
   * @param call the call that {@link #enter} permitted
   * @param result what the tool returned, or null
   * @param thrown what the tool threw, or null if it returned
   */
  void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown);

  /**
   * Judges one step of an HTTP request and records the decision. Whatever it throws refuses.
   *
   * @param context on whose behalf it is made
   * @param exchange the step; gets its id here
   * @return null if it may be taken; else the text of the refusal
   */
  default @Nullable String judge(CallContext context, HttpExchange exchange) {
    return HttpGate.REFUSED_BY_ERROR;
  }

  /**
   * Judges what code that acts in {@code context} is about to do; records it if it is refused.
   * Whatever it throws refuses.
   *
   * @param subject what it is about to be done to, see {@link Sink}
   * @return null if it may be done; else the text of the refusal
   */
  default @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    return HttpGate.REFUSED_BY_ERROR;
  }

  /**
   * Hears that a connection that a request waits for is made on a thread that does not know of it.
   *
   * @param context on whose behalf the request is made
   * @param address where the connection leads
   */
  default void contextLost(CallContext context, String address) {}

  /** Whether there is anything to judge about results now; cheap. */
  boolean judgesResults();

  /**
   * Judges how a permitted call ended, after {@link #exit} and before the model reads it. Whatever
   * it throws withholds the result.
   *
   * @param call the call that {@link #enter} permitted
   * @param result what the tool returned, text where the model reads text, or null
   * @param thrown what the tool threw, or null if it returned
   * @return what the model reads instead; null if the result stays as it is
   */
  @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown);
}
