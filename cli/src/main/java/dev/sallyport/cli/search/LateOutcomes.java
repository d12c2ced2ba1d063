package dev.sallyport.cli.search;

import dev.sallyport.audit.CallOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    sort();
    for (OutcomeFacts each : all) {
      if (each.outcome() == outcome && range.contains(each.callId())) {
        return true;
      }
    }
    return false;
  }

  private void sort() {
    if (!sorted) {
      all.sort(ORDER);
      sorted = true;
    }
  }
}
