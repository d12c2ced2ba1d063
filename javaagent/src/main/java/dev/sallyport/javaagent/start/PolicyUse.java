package dev.sallyport.javaagent.start;

import dev.sallyport.engine.PolicySet;

/** What a process must do for a policy besides judging by it. */
interface PolicyUse {
  /**
   * Makes ready what {@code policy} relies on.
   *
   * @throws IllegalStateException if the policy must not come into force
   */
  void prepare(PolicySet policy);

  /** Notes that calls are judged by {@code policy} now. */
  void inForce(PolicySet policy);
}
