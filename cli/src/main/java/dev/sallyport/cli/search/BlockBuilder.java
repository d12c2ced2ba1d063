package dev.sallyport.cli.search;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.RecordKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums up a block while its records are read. Not thread-safe. */
final class BlockBuilder {
  private final CallQuery query;
  private final Set<Long> openCalls = new HashSet<>();
  private final List<OutcomeFacts> late = new ArrayList<>();
  private @Nullable Place start;
  private @Nullable ContentsBuilder contents;
  private int records;
  private boolean damaged;
  private boolean damagedEnd;
  private boolean telling;
  private boolean wanted;
  private int outcomes;

  BlockBuilder(CallQuery query) {
    this.query = query;
  }

  /**
   * Begins a block that starts at {@code newStart}.
   *
   * @param newContents where to sum up what an index keeps of the block, or null
   */
  void begin(@Nullable Place newStart, @Nullable ContentsBuilder newContents) {
    start = newStart;
    contents = newContents;
    if (newContents != null) {
      newContents.begin();
    }
    records = 0;
    damaged = false;
    damagedEnd = false;
    telling = false;
    wanted = false;
    outcomes = 0;
    openCalls.clear();
    late.clear();
  }

  boolean isEmpty() {
    return records == 0 && !damaged;
  }

  /** Whether something that is no record came after the last record. */
  boolean damagedEnd() {
    return damagedEnd;
  }

  int records() {
    return records;
  }

  void damage() {
    damaged = true;
    damagedEnd = true;
  }

  /** Keeps nothing of this block for an index. */
  void stopContents() {
    contents = null;
  }

  void add(RunScan scan, RunScan.Found found) {
    if (contents != null) {
      contents.record(scan.mark());
    }
    switch (found) {
      case DECISION -> decision(scan);
      case OUTCOME -> outcome(scan.outcome());
      case EVENT -> event((AuditEntry.Event) scan.entry());
      default -> throw new IllegalStateException("no record was found");
    }
  }

  private void decision(RunScan scan) {
    count();
    DecisionFacts decision = scan.decision();
    if (contents != null) {
      contents.decision(decision, scan);
    }
    wanted |= query.isInTime(decision.wallClockMicros()) && query.accepts(decision);
    if (decision.precedesOutcome()) {
      openCalls.add(decision.callId());
    }
  }

  private void outcome(OutcomeFacts outcome) {
    count();
    if (openCalls.remove(outcome.callId())) {
      outcomes |= 1 << outcome.outcome().ordinal();
    } else {
      late.add(outcome);
    }
  }

  private void event(AuditEntry.Event event) {
    count();
    if (isTelling(event)) {
      long micros = event.record().wallClockMicros();
      telling |= query.isInTime(micros);
      if (contents != null) {
        contents.tellingEvent(micros);
      }
    }
  }

  /** Whether the event tells that calls may be missing. */
  static boolean isTelling(AuditEntry.Event event) {
    RecordKind kind = event.record().kind();
    return kind == RecordKind.GAP || kind == RecordKind.RECOVERED || kind == RecordKind.PRUNED;
  }

  private void count() {
    records++;
    damagedEnd = false;
  }

  /** Outcomes whose decisions are not in the block before them. */
  List<OutcomeFacts> late() {
    return late;
  }

  CallRange open() {
    CallRange open = CallRange.NONE;
    for (long callId : openCalls) {
      open = open.with(callId);
    }
    return open;
  }

  Block build() {
    return new Block(start, records, damaged, damagedEnd, telling, wanted, open(), outcomes);
  }
}
