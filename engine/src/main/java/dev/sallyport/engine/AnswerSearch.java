package dev.sallyport.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the nearest calls with another answer: changes one, then two, then three values at
 * the places where conditions turn, and lets the engine decide each changed call.
 */
final class AnswerSearch {
  private static final int MAX_DECISIONS = 20_000;
  private static final int MAX_TOGETHER = 3;
  private static final int MAX_SHOWN = 5;
  private static final int WEEK_MINUTES = 7 * 24 * 60;
  private static final long MINUTE_MILLIS = 60_000;

  private final PolicySet policy;
  private final PolicyDecisionPoint point;
  private final CallView call;
  private final Decision decision;
  private final Object arguments;
  private final ShownValues values;
  private final List<Proven> proven = new ArrayList<>();
  private int decisions;

  AnswerSearch(
      PolicySet policy, CallView call, Decision decision, Object arguments, ShownValues values) {
    this.policy = policy;
    this.point = Probe.point(policy, Probe.UNLIMITED);
    this.call = call;
    this.decision = decision;
    this.arguments = arguments;
    this.values = values;
  }

  /** A changed call that the engine has decided. */
  private record Proven(List<CandidateChange> changes, Decision decision) {
    double distance() {
      double sum = 0;
      for (CandidateChange change : changes) {
        sum += change.distance();
      }
      return sum;
    }

    int removals() {
      int removals = 0;
      for (CandidateChange change : changes) {
        removals += change.to() == NoValue.MISSING ? 1 : 0;
      }
      return removals;
    }

    /** Of the same kind: the same places lead to the same answer. */
    String kind() {
      StringBuilder kind = new StringBuilder();
      for (CandidateChange change : changes) {
        kind.append(change.place()).append('\n');
      }
      return kind.append(decision.effect()).append(decision.rule()).toString();
    }
  }

  /**
   * The nearest changes.
   *
   * @param conditions of the rules that are about the call
   */
  List<AnswerChange> search(List<Expression> conditions) {
    List<AnswerChange> found = new ArrayList<>();
    if (sameWhenRewritten()) {
      List<CandidateChange> candidates = CandidateChanges.of(conditions, values);
      for (int together = 1; together <= MAX_TOGETHER && !isEnough(); together++) {
        combine(candidates, 0, together, new ArrayList<>());
      }
      for (Proven one : nearest()) {
        found.add(change(one));
      }
    }
    later(conditions, found);
    limitsUsedUp(found);
    withoutRule(found);
    return found;
  }

  /** Guards the search: the call it starts from must have the answer to be explained. */
  private boolean sameWhenRewritten() {
    String text = ArgumentTree.write(arguments);
    return !isOther(point.decide(Probe.withArguments(call, text)));
  }

  private boolean isEnough() {
    for (Proven one : proven) {
      if (decision.effect() == Effect.ALLOW || one.decision().effect() == Effect.ALLOW) {
        return true;
      }
    }
    return false;
  }

  private void combine(
      List<CandidateChange> candidates, int from, int missing, List<CandidateChange> chosen) {
    if (missing == 0) {
      tryOut(chosen);
      return;
    }
    for (int at = from; at < candidates.size() && decisions < MAX_DECISIONS; at++) {
      CandidateChange next = candidates.get(at);
      if (!isAtSamePlace(chosen, next)) {
        chosen.add(next);
        combine(candidates, at + 1, missing - 1, chosen);
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  private static boolean isAtSamePlace(List<CandidateChange> chosen, CandidateChange next) {
    for (CandidateChange change : chosen) {
      if (change.path().equals(next.path())) {
        return true;
      }
    }
    return false;
  }

  private void tryOut(List<CandidateChange> changes) {
    CallView changed = changed(changes);
    if (changed == null) {
      return;
    }
    decisions++;
    Decision other = point.decide(changed);
    if (other.error() == null && isOther(other)) {
      proven.add(new Proven(List.copyOf(changes), other));
    }
  }

  private @Nullable CallView changed(List<CandidateChange> changes) {
    CallView changed = Probe.withArguments(call, call.arguments());
    Object tree = arguments;
    for (CandidateChange change : changes) {
      String root = change.path().root().word;
      if (root.equals("args")) {
        tree = ArgumentTree.with(tree, change.path().segments(), 0, change.to());
        if (tree == null) {
          return null;
        }
        changed.arguments(ArgumentTree.write(tree));
      } else {
        set(changed, root, change.to() instanceof String text ? text : null);
      }
    }
    return changed;
  }

  private static void set(CallView changed, String root, @Nullable String text) {
    if (root.equals("agent")) {
      changed.agent(text);
    } else if (root.equals("session")) {
      changed.session(text);
    } else {
      changed.content(text);
    }
  }

  private boolean isOther(Decision other) {
    return other.effect() != decision.effect();
  }

  /**
   * The first of each kind: fewest changes, then the effect that lets more run, other values,
   * distance.
   */
  private List<Proven> nearest() {
    proven.sort(
        Comparator.comparingInt((Proven one) -> one.changes().size())
            .thenComparingInt(one -> one.decision().effect() == Effect.ALLOW ? 0 : 1)
            .thenComparingInt(Proven::removals)
            .thenComparingDouble(Proven::distance));
    List<Proven> nearest = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (Proven one : proven) {
      if (nearest.size() < MAX_SHOWN && kinds.add(one.kind())) {
        nearest.add(one);
      }
    }
    return nearest;
  }

  private static AnswerChange change(Proven one) {
    List<ValueChange> shown = new ArrayList<>();
    for (CandidateChange change : one.changes()) {
      shown.add(change.shown());
    }
    return change(AnswerChange.Kind.CALL, one.decision(), null, shown);
  }

  private static AnswerChange change(
      AnswerChange.Kind kind, Decision other, @Nullable String subject, List<ValueChange> values) {
    return new AnswerChange(kind, other.effect(), other.rule(), subject, values);
  }

  /** The first minute of the week to come at which the same call has another answer. */
  private void later(List<Expression> conditions, List<AnswerChange> found) {
    boolean timed = false;
    for (Expression condition : conditions) {
      timed |= FactUse.reads(condition, PathRoot.TIME);
    }
    long minute = Math.floorDiv(call.epochMillis(), MINUTE_MILLIS) + 1;
    for (int at = 0; timed && at < WEEK_MINUTES; at++) {
      long millis = (minute + at) * MINUTE_MILLIS;
      CallView then = Probe.withArguments(call, call.arguments()).time(millis, call.nowNanos());
      Decision other = point.decide(then);
      if (isOther(other)) {
        String from = Instant.ofEpochMilli(call.epochMillis()).toString();
        ValueChange time = new ValueChange("time", from, Instant.ofEpochMilli(millis).toString());
        found.add(change(AnswerChange.Kind.CALL, other, null, List.of(time)));
        return;
      }
    }
  }

  private void limitsUsedUp(List<AnswerChange> found) {
    Decision other = Probe.point(policy, LimitCounter.EXHAUSTED).decide(call);
    if (isOther(other)) {
      found.add(change(AnswerChange.Kind.LIMITS_USED_UP, other, other.rule(), List.of()));
    }
  }

  private void withoutRule(List<AnswerChange> found) {
    String determining = decision.rule();
    if (determining == null) {
      return;
    }
    List<Rule> rest = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (!rule.name().equals(determining)) {
        rest.add(rule);
      }
    }
    Decision other = Probe.point(Probe.withRules(policy, rest), Probe.UNLIMITED).decide(call);
    if (isOther(other)) {
      found.add(change(AnswerChange.Kind.WITHOUT_RULE, other, determining, List.of()));
    }
  }
}
