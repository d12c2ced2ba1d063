package dev.sallyport.engine;

/**
 * Answers whether a call may run, by the strategy of its policy. Thread-safe; holds no state
 * between calls but what the counter of limits counts.
 */
public final class PolicyDecisionPoint {
  private final PlainDecisionPoint plain;

  /** Decides by {@code policy}; its limits let nothing through ({@link LimitCounter#EXHAUSTED}). */
  public PolicyDecisionPoint(PolicySet policy) {
    this(policy, LimitCounter.EXHAUSTED);
  }

  /**
   * Decides by {@code policy}.
   *
   * @param counter counts for the limits of this set alone
   */
  public PolicyDecisionPoint(PolicySet policy, LimitCounter counter) {
    this.plain = new PlainDecisionPoint(policy, counter);
  }

  /**
   * Decides one call. Bad input is a decision, not an exception: an unacceptable tool name or
   * unacceptable arguments deny whatever the rules say, with {@link Decision#error} set. An {@link
   * Error} such as a stack overflow is left to the caller, who must deny.
   */
  public Decision decide(CallView call) {
    return plain.decide(call);
  }
}
