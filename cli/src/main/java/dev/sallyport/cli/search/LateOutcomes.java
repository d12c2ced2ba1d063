package dev.sallyport.cli.search;

import dev.sallyport.audit.CallOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a run that stand in a later block than the decision. Takes a bounded number of
 * them. Not thread-safe.
 */
final class LateOutcomes {
  /** Some 80 bytes of memory each. */
  static final int MAX = 2_000_000;

  private static final Comparator<OutcomeFacts> ORDER =
      Comparator.comparingLong(OutcomeFacts::callId)
          .thenComparingLong(outcome -> outcome.place().leaf());

  private final List<OutcomeFacts> all = new ArrayList<>();
  private final Map<CallOutcome, long[]> byOutcome = new EnumMap<>(CallOutcome.class);
  private boolean sorted = true;
  private boolean full;

  void addAll(List<OutcomeFacts> outcomes) {
    if (all.size() + outcomes.size() > MAX) {
      full = true;
      return;
    }
    all.addAll(outcomes);
    sorted &= outcomes.isEmpty();
  }

  /** Whether there were more than are kept. */
  boolean isFull() {
    return full;
  }

  /** The first outcome of the call after the record {@code leaf}, or null. */
  @Nullable OutcomeFacts find(long callId, long leaf) {
    sort();
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      OutcomeFacts outcome = all.get(middle);
      boolean before =
          outcome.callId() < callId
              || (outcome.callId() == callId && outcome.place().leaf() <= leaf);
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    boolean found = low < all.size() && all.get(low).callId() == callId;
    return found ? all.get(low) : null;
  }

  /** Whether a call in {@code range} ended so; true in doubt. */
  boolean mayHave(CallRange range, CallOutcome outcome) {
    if (full) {
      return true;
    }
    if (range.isEmpty()) {
      return false;
    }
    long[] calls = callsThatEnded(outcome);
    int at = Arrays.binarySearch(calls, range.first());
    int next = at < 0 ? -at - 1 : at;
    return next < calls.length && calls[next] <= range.last();
  }

  /** The calls that ended so, in order. */
  private long[] callsThatEnded(CallOutcome outcome) {
    sort();
    long[] known = byOutcome.get(outcome);
    if (known == null) {
      known =
          all.stream()
              .filter(o -> o.outcome() == outcome)
              .mapToLong(OutcomeFacts::callId)
              .toArray();
      byOutcome.put(outcome, known);
    }
    return known;
  }

  private void sort() {
    if (!sorted) {
      byOutcome.clear();
      all.sort(ORDER);
      sorted = true;
    }
  }
}
