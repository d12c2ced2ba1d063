package dev.sallyport.engine;

import java.util.List;

/** The clauses of a plan by what their rules ask for, one bit for a clause. Immutable. */
final class ActionBits {
  final long[] all;
  final long[] allow;
  final long[] deny;
  final long[] requireApproval;
  final long[] mask;
  final long[] note;
  final long[] limited;
  final long[] inheritedDeny;

  /** For each clause where its group ends: the clauses that the strategy ranks alike. */
  final int[] groupEnd;

  ActionBits(List<Clause> clauses, ConflictStrategy strategy) {
    int words = Math.max(1, (clauses.size() + 63) >> 6);
    all = new long[words];
    allow = new long[words];
    deny = new long[words];
    requireApproval = new long[words];
    mask = new long[words];
    note = new long[words];
    limited = new long[words];
    inheritedDeny = new long[words];
    for (int at = 0; at < clauses.size(); at++) {
      add(at, clauses.get(at).rule());
    }
    groupEnd = groupEnds(clauses, strategy);
  }

  private void add(int clause, Rule rule) {
    int word = clause >> 6;
    long bit = 1L << clause;
    all[word] |= bit;
    of(rule.action())[word] |= bit;
    if (rule.limit() != null) {
      limited[word] |= bit;
    }
    if (rule.inherited() && rule.action() == Action.DENY) {
      inheritedDeny[word] |= bit;
    }
  }

  private long[] of(Action action) {
    switch (action) {
      case ALLOW:
        return allow;
      case DENY:
        return deny;
      case REQUIRE_APPROVAL:
        return requireApproval;
      case MASK:
        return mask;
      default:
        return note;
    }
  }

  private static int[] groupEnds(List<Clause> clauses, ConflictStrategy strategy) {
    int[] ends = new int[clauses.size()];
    for (int at = ends.length - 1; at >= 0; at--) {
      boolean last = at == ends.length - 1;
      boolean sameAsNext =
          !last && areAlike(clauses.get(at).rule(), clauses.get(at + 1).rule(), strategy);
      ends[at] = sameAsNext ? ends[at + 1] : at + 1;
    }
    return ends;
  }

  private static boolean areAlike(Rule first, Rule second, ConflictStrategy strategy) {
    return first.priority() == second.priority()
        && (strategy != ConflictStrategy.MOST_SPECIFIC || first.scope() == second.scope());
  }
}
