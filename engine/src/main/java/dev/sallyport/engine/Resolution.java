package dev.sallyport.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Combines the clauses that apply into one outcome, by the strategy of the policy. Reusable; for
 * one thread at a time.
 */
final class Resolution {
  private static final int NONE = -1;

  private long[] allow = new long[1];
  private long[] deny = new long[1];
  private long[] requireApproval = new long[1];
  private int[] limitedRules = new int[4];
  private long[] usedUp = new long[1];
  private Effect effect = Effect.DENY;
  private int decidingClause = NONE;

  /** What happens to the call. */
  Effect effect() {
    return effect;
  }

  /** The clause that decided, or -1 if the default did. */
  int decidingClause() {
    return decidingClause;
  }

  /**
   * Decides; counts the call for the limits of its rules if it is let through.
   *
   * @param counts false for a later step of a call that was counted
   */
  void resolve(
      PolicySet policy,
      ToolPlan plan,
      Evaluation state,
      PolicyLimits limits,
      LimitCounter counter,
      boolean counts,
      @Nullable String agent,
      long nowNanos) {
    select(plan, state);
    decide(policy, plan, state);
    if (counts && effect != Effect.DENY && isLimited(plan, state)) {
      count(policy, plan, state, limits, counter, agent, nowNanos);
    }
  }

  private void select(ToolPlan plan, Evaluation state) {
    int words = plan.words();
    if (allow.length < words) {
      allow = new long[words];
      deny = new long[words];
      requireApproval = new long[words];
      usedUp = new long[words];
    }
    ActionBits bits = plan.bits();
    for (int word = 0; word < words; word++) {
      long applies = state.applies[word];
      allow[word] = applies & bits.allow[word];
      deny[word] = applies & bits.deny[word];
      requireApproval[word] = applies & bits.requireApproval[word];
      usedUp[word] = 0;
    }
  }

  private void decide(PolicySet policy, ToolPlan plan, Evaluation state) {
    decideByStrategy(policy, plan);
    int inherited = firstInherited(plan, state);
    if (inherited != NONE && !isDeniedBefore(plan, inherited)) {
      set(Effect.DENY, inherited);
    }
  }

  /** Whether a rule denies that comes before the one of {@code clause} in the policy. */
  private boolean isDeniedBefore(ToolPlan plan, int clause) {
    return effect == Effect.DENY
        && decidingClause != NONE
        && plan.clause(decidingClause).ruleNumber() < plan.clause(clause).ruleNumber();
  }

  private static int firstInherited(ToolPlan plan, Evaluation state) {
    int first = NONE;
    for (int word = 0; word < plan.words(); word++) {
      long rest = state.applies[word] & plan.bits().inheritedDeny[word];
      for (; rest != 0; rest &= rest - 1) {
        int clause = (word << 6) + Long.numberOfTrailingZeros(rest);
        if (first == NONE || plan.clause(clause).ruleNumber() < plan.clause(first).ruleNumber()) {
          first = clause;
        }
      }
    }
    return first;
  }

  private void decideByStrategy(PolicySet policy, ToolPlan plan) {
    int end = plan.clauseCount();
    boolean decided;
    switch (policy.strategy()) {
      case DENY_OVERRIDES:
        decided = strictest(0, end);
        break;
      case ALLOW_OVERRIDES:
        decided = mildest(end);
        break;
      default:
        int first = firstOfAny(end);
        decided = first < end && strictest(first, plan.bits().groupEnd[first]);
    }
    if (!decided) {
      set(policy.defaultEffect(), NONE);
    }
  }

  private int firstOfAny(int end) {
    int first = Math.min(next(allow, 0, end), next(deny, 0, end));
    return Math.min(first, next(requireApproval, 0, end));
  }

  private boolean strictest(int from, int end) {
    return setFirstDenying(from, end)
        || setFirst(Effect.REQUIRE_APPROVAL, requireApproval, from, end)
        || setFirst(Effect.ALLOW, allow, from, end);
  }

  private boolean mildest(int end) {
    return setFirst(Effect.ALLOW, allow, 0, end)
        || setFirst(Effect.REQUIRE_APPROVAL, requireApproval, 0, end)
        || setFirstDenying(0, end);
  }

  /** Names a rule whose limit is used up rather than another one: nothing else has changed. */
  private boolean setFirstDenying(int from, int end) {
    return setFirst(Effect.DENY, usedUp, from, end) || setFirst(Effect.DENY, deny, from, end);
  }

  private boolean setFirst(Effect outcome, long[] bits, int from, int end) {
    int first = next(bits, from, end);
    if (first == end) {
      return false;
    }
    set(outcome, first);
    return true;
  }

  private void set(Effect outcome, int clause) {
    effect = outcome;
    decidingClause = clause;
  }

  /** The first bit set from {@code from} on; {@code end} if there is none before. */
  private static int next(long[] bits, int from, int end) {
    if (from >= end) {
      return end;
    }
    int word = from >> 6;
    long rest = bits[word] & (-1L << from);
    while (rest == 0) {
      if (++word << 6 >= end) {
        return end;
      }
      rest = bits[word];
    }
    return Math.min(end, (word << 6) + Long.numberOfTrailingZeros(rest));
  }

  private static int firstBoth(long[] left, long[] right, int words) {
    for (int word = 0; word < words; word++) {
      long both = left[word] & right[word];
      if (both != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(both);
      }
    }
    return NONE;
  }

  private static boolean isLimited(ToolPlan plan, Evaluation state) {
    return firstBoth(state.applies, plan.bits().limited, plan.words()) != NONE;
  }

  /**
   * Takes the call from the limits of all rules that apply, in the order of the rules. A rule whose
   * limit is used up denies; if the call is denied in the end, nothing stays counted.
   */
  private void count(
      PolicySet policy,
      ToolPlan plan,
      Evaluation state,
      PolicyLimits limits,
      LimitCounter counter,
      @Nullable String agent,
      long nowNanos) {
    int rules = limitedRules(plan, state);
    int acquired = 0;
    effect = Effect.DENY;
    try {
      for (int at = 0; at < rules; at++) {
        if (counter.tryAcquire(limits.numberOf(limitedRules[at]), agent, nowNanos)) {
          limitedRules[acquired++] = limitedRules[at];
        } else {
          turnIntoDeny(plan, state, limitedRules[at]);
        }
      }
      decide(policy, plan, state);
    } finally {
      // Also when counting fails half-way.
      for (int at = 0; effect == Effect.DENY && at < acquired; at++) {
        counter.release(limits.numberOf(limitedRules[at]), agent, nowNanos);
      }
    }
  }

  /** The numbers of the rules with a limit that apply, each once, in ascending order. */
  private int limitedRules(ToolPlan plan, Evaluation state) {
    int count = 0;
    long[] limited = plan.bits().limited;
    for (int word = 0; word < plan.words(); word++) {
      for (long rest = state.applies[word] & limited[word]; rest != 0; rest &= rest - 1) {
        int clause = (word << 6) + Long.numberOfTrailingZeros(rest);
        count = insert(plan.clause(clause).ruleNumber(), count);
      }
    }
    return count;
  }

  private int insert(int rule, int count) {
    int at = Arrays.binarySearch(limitedRules, 0, count, rule);
    if (at >= 0) {
      return count;
    }
    if (count == limitedRules.length) {
      limitedRules = Arrays.copyOf(limitedRules, 2 * count);
    }
    int to = -at - 1;
    System.arraycopy(limitedRules, to, limitedRules, to + 1, count - to);
    limitedRules[to] = rule;
    return count + 1;
  }

  private void turnIntoDeny(ToolPlan plan, Evaluation state, int rule) {
    for (int word = 0; word < plan.words(); word++) {
      long limited = state.applies[word] & plan.bits().limited[word];
      for (long rest = limited; rest != 0; rest &= rest - 1) {
        long bit = rest & -rest;
        int clause = (word << 6) + Long.numberOfTrailingZeros(rest);
        if (plan.clause(clause).ruleNumber() == rule) {
          allow[word] &= ~bit;
          requireApproval[word] &= ~bit;
          deny[word] |= bit;
          usedUp[word] |= bit;
        }
      }
    }
  }
}
