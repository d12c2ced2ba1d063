package dev.sallyport.cli;

import dev.sallyport.engine.ConflictStrategy;
import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleExplanation;

/** Says what let one rule decide rather than another. */
final class Precedence {
  private Precedence() {}

  /** Why {@code rule} decides under {@code strategy}, with what the strategy compares. */
  static String reason(ConflictStrategy strategy, RuleExplanation rule) {
    return switch (strategy) {
      case DENY_OVERRIDES -> "the strictest matching rule decides";
      case ALLOW_OVERRIDES -> "the mildest matching rule decides";
      case PRIORITY_FIRST -> "no matching rule has a higher priority than " + rule.priority();
      case MOST_SPECIFIC ->
          "no matching rule has a narrower scope than "
              + rule.scope()
              + ", and there none a higher priority than "
              + rule.priority();
    };
  }

  /** Such as {@code 10 calls in 60 seconds}. */
  static String limit(RateLimit limit) {
    String calls = limit.calls() == 1 ? " call in " : " calls in ";
    return limit.calls()
        + calls
        + (limit.seconds() == 1 ? "1 second" : limit.seconds() + " seconds");
  }
}
