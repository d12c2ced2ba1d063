package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RunFolder;
import org.jspecify.annotations.Nullable;

/** Judges recorded calls by another policy and collects the differences. Not thread-safe. */
final class Replay implements RecordedCalls.Reader {
  private final ReplayPolicy newer;
  private final @Nullable ReplayPolicy older;
  private final boolean limited;
  private final ReplayGroups changed = new ReplayGroups();
  private final ReplayGroups otherRule = new ReplayGroups();
  private final ReplayGroups redacted = new ReplayGroups();
  private long calls;
  private long same;
  private long errors;
  private long cut;

  /**
   * @param older null to compare with what the log says
   */
  Replay(ReviewedPolicy newer, @Nullable ReviewedPolicy older) {
    this.newer = new ReplayPolicy(newer.set());
    this.older = older == null ? null : new ReplayPolicy(older.set());
    this.limited =
        !newer.set().limits().isEmpty() || older != null && !older.set().limits().isEmpty();
  }

  @Override
  public void run(RunFolder run) {
    newer.startRun();
    if (older != null) {
      older.startRun();
    }
  }

  @Override
  public boolean decision(DecisionRecord record) {
    calls++;
    RecordedCall call = RecordedCall.of(record);
    switch (call.known()) {
      case ERROR -> errors++;
      case CUT -> cut++;
      default -> compare(call);
    }
    return true;
  }

  private void compare(RecordedCall call) {
    ReplayAnswer from = from(call);
    ReplayAnswer to = newer.answer(call);
    if (to != null && older != null && newer.masksOtherwise(older)) {
      to = to.maskedOtherwise();
    }
    if (from == null || to == null) {
      redacted.add(call.record(), null, null);
    } else if (!from.hasSameEffect(to)) {
      changed.add(call.record(), from, to);
    } else if (!from.equals(to)) {
      otherRule.add(call.record(), from, to);
    } else {
      same++;
    }
  }

  private @Nullable ReplayAnswer from(RecordedCall call) {
    if (older != null) {
      return older.answer(call);
    }
    boolean whole = call.known() == RecordedCall.Known.WHOLE;
    return ReplayAnswer.of(call.record(), whole && call.record().argumentsRewritten());
  }

  /** Calls that would be decided otherwise. */
  ReplayGroups changed() {
    return changed;
  }

  /** Calls to which the same would happen because of another rule. */
  ReplayGroups otherRule() {
    return otherRule;
  }

  /** Calls whose answer depends on arguments that the log does not keep. */
  ReplayGroups redacted() {
    return redacted;
  }

  long calls() {
    return calls;
  }

  long replayed() {
    return changed.count() + otherRule.count() + same;
  }

  /** Calls with the same effect by the same rule. */
  long same() {
    return same;
  }

  /** Calls that could not be judged when they were made. */
  long errors() {
    return errors;
  }

  /** Calls whose texts were too long for the log. */
  long cut() {
    return cut;
  }

  /** Calls that a limit may have counted, and that could not be counted now. */
  long uncounted() {
    return limited ? redacted.count() + cut : 0;
  }
}
