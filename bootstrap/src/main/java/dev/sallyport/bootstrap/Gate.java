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
