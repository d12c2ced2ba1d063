package dev.sallyport.engine;

/** Which of two rules that both match decides, under each strategy. */
final class RulePrecedence {
  private final ConflictStrategy strategy;

  RulePrecedence(ConflictStrategy strategy) {
    this.strategy = strategy;
  }

  /** Positive if {@code one} wins over {@code other}, 0 if they are on one level. */
  int compare(Rule one, Rule other) {
    int inherited = Boolean.compare(alwaysDenies(one), alwaysDenies(other));
    if (inherited != 0) {
      return inherited;
    }
    switch (strategy) {
      case DENY_OVERRIDES:
        return Integer.compare(strictness(one), strictness(other));
      case ALLOW_OVERRIDES:
        return Integer.compare(strictness(other), strictness(one));
      case MOST_SPECIFIC:
        int scopes = Integer.compare(one.scope().ordinal(), other.scope().ordinal());
        return scopes != 0 ? scopes : byPriority(one, other);
      default:
        return byPriority(one, other);
    }
  }

  private static int byPriority(Rule one, Rule other) {
    int priorities = Integer.compare(one.priority(), other.priority());
    return priorities != 0 ? priorities : Integer.compare(strictness(one), strictness(other));
  }

  private static boolean alwaysDenies(Rule rule) {
    return rule.inherited() && rule.action() == Action.DENY;
  }

  private static int strictness(Rule rule) {
    return rule.action() == Action.DENY ? 2 : rule.action() == Action.REQUIRE_APPROVAL ? 1 : 0;
  }
}
