package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What matching rules lead to.
 *
 * @param rule the determining rule; null if the default decides
 */
record Outcome(Effect effect, @Nullable Rule rule) {
  private static final Effect[] DENY_FIRST = {Effect.DENY, Effect.REQUIRE_APPROVAL, Effect.ALLOW};
  private static final Effect[] ALLOW_FIRST = {Effect.ALLOW, Effect.REQUIRE_APPROVAL, Effect.DENY};

  /**
   * The outcome under the strategy of {@code policy}.
   *
   * @param matching the matching rules in the order of the policy
   * @param usedUp the rules among them whose limit is used up: they deny
   */
  static Outcome of(PolicySet policy, List<Rule> matching, Set<Rule> usedUp) {
    List<Rule> deciding = new ArrayList<>();
    List<Rule> inherited = new ArrayList<>();
    for (Rule rule : matching) {
      if (effect(rule, usedUp) != null) {
        deciding.add(rule);
      }
      if (rule.inherited()) {
        inherited.add(rule);
      }
    }
    List<Rule> asked = asked(policy.strategy(), deciding);
    Effect effect = effect(policy, asked, usedUp);
    if (!inherited.isEmpty()) {
      asked = effect == Effect.DENY ? asked : List.of(); // what they led to is overruled
      effect = Effect.DENY;
    }
    return new Outcome(effect, determining(effect, asked, inherited, deciding, usedUp));
  }

  /** What a rule asks for; null if it has no say in the outcome. */
  private static @Nullable Effect effect(Rule rule, Set<Rule> usedUp) {
    if (usedUp.contains(rule)) {
      return Effect.DENY;
    }
    switch (rule.action()) {
      case ALLOW:
        return Effect.ALLOW;
      case DENY:
        return Effect.DENY;
      case REQUIRE_APPROVAL:
        return Effect.REQUIRE_APPROVAL;
      default:
        return null;
    }
  }

  /** The rules that a strategy listens to. */
  private static List<Rule> asked(ConflictStrategy strategy, List<Rule> deciding) {
    List<Rule> asked = deciding;
    if (strategy == ConflictStrategy.MOST_SPECIFIC) {
      asked = ofNarrowestScope(asked);
    }
    if (strategy == ConflictStrategy.MOST_SPECIFIC || strategy == ConflictStrategy.PRIORITY_FIRST) {
      asked = ofHighestPriority(asked);
    }
    return asked;
  }

  private static List<Rule> ofNarrowestScope(List<Rule> rules) {
    Scope narrowest = Scope.GLOBAL;
    for (Rule rule : rules) {
      narrowest = rule.scope().compareTo(narrowest) > 0 ? rule.scope() : narrowest;
    }
    List<Rule> narrow = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.scope() == narrowest) {
        narrow.add(rule);
      }
    }
    return narrow;
  }

  private static List<Rule> ofHighestPriority(List<Rule> rules) {
    int highest = Integer.MIN_VALUE;
    for (Rule rule : rules) {
      highest = Math.max(highest, rule.priority());
    }
    List<Rule> high = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.priority() == highest) {
        high.add(rule);
      }
    }
    return high;
  }

  private static Effect effect(PolicySet policy, List<Rule> asked, Set<Rule> usedUp) {
    boolean allowFirst = policy.strategy() == ConflictStrategy.ALLOW_OVERRIDES;
    for (Effect effect : allowFirst ? ALLOW_FIRST : DENY_FIRST) {
      for (Rule rule : asked) {
        if (effect(rule, usedUp) == effect) {
          return effect;
        }
      }
    }
    return policy.defaultEffect();
  }

  /**
   * The first rule that leads to {@code effect}; where a limit is used up and the call is denied
   * for it, the first limited one.
   */
  private static @Nullable Rule determining(
      Effect effect, List<Rule> asked, List<Rule> inherited, List<Rule> inOrder, Set<Rule> usedUp) {
    Rule first = null;
    for (Rule rule : inOrder) {
      boolean leads =
          asked.contains(rule) && effect(rule, usedUp) == effect || inherited.contains(rule);
      if (leads && usedUp.contains(rule)) {
        return rule;
      }
      if (leads && first == null) {
        first = rule;
      }
    }
    return first;
  }
}
