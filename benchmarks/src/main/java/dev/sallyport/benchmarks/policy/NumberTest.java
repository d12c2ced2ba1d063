package dev.sallyport.benchmarks.policy;

/**
 * A rule's bound on a numeric argument.
 *
 * @param argument the argument's name
 * @param atMost whether the argument must be at most the bound; else it must be above it
 */
record NumberTest(String argument, boolean atMost, long bound) {
  boolean accepts(long number) {
    return atMost ? number <= bound : number > bound;
  }

  /** As most languages write it: {@code <=} or {@code >}. */
  String operator() {
    return atMost ? "<=" : ">";
  }
}
