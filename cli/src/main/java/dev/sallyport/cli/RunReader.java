package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one run's log into the lines to show, as far as it is written. Not thread-safe. */
final class RunReader implements Closeable {
  /** Calls that run at the same time; a decision this far back no longer names its outcome. */
  private static final int MAX_OPEN_CALLS = 100_000;

  private final RunFolder run;
  private final String name;
  private final LogTail tail;
  private final RecordFilter filter;
  private final LineFormat format;
  private final Map<Long, CallFacts> openCalls = new LinkedHashMap<>();
  private boolean ended;
  private boolean damaged;
  private int entries;
  private long firstMicros = Long.MAX_VALUE;

  private RunReader(RunFolder run, LogTail tail, RecordFilter filter, LineFormat format) {
    this.run = run;
    this.name = String.valueOf(run.path().getFileName());
    this.tail = tail;
    this.filter = filter;
    this.format = format;
  }

  /** Reads all of the run. */
  static RunReader fromStart(RunFolder run, RecordFilter filter, LineFormat format) {
    return new RunReader(run, LogTail.fromStart(run.path()), filter, format);
  }

  /** Reads the run from its last {@code records} records. */
  static RunReader fromLast(RunFolder run, int records, RecordFilter filter, LineFormat format)
      throws IOException {
    return new RunReader(run, LogTail.fromLast(run.path(), records), filter, format);
  }

  RunFolder run() {
    return run;
  }

  /** Whether the process that wrote the run has ended it in order, so nothing more will come. */
  boolean ended() {
    return ended;
  }

  /** Takes the run as ended because its log can't be read any further. */
  void giveUp() {
    ended = true;
  }

  /** Whether something that is no record, or a gap between records, was read. */
  boolean damaged() {
    return damaged;
  }

  /** How many records and damaged places were read. */
  int entries() {
    return entries;
  }

  /** Wall clock of the first record read, in microseconds since 1970; far away if none was. */
  long firstMicros() {
    return firstMicros;
  }

  /** The next line to show, or null if nothing more to show is written yet. */
  @Nullable String next() throws IOException {
    AuditEntry entry = tail.next();
    while (entry != null) {
      String line = line(entry);
      if (line != null) {
        return line;
      }
      entry = tail.next();
    }
    return null;
  }

  private @Nullable String line(AuditEntry entry) {
    entries++;
    if (entry instanceof AuditEntry.Decision decision) {
      note(decision.record());
      return decision(decision.record());
    }
    if (entry instanceof AuditEntry.Outcome outcome) {
      note(outcome.record());
      return outcome(outcome.record());
    }
    if (entry instanceof AuditEntry.Event event) {
      note(event.record());
      ended |= event.record().kind() == RecordKind.SHUTDOWN;
      boolean shown = filter.isRecent(event.record()) && filter.accepts(event.record());
      return shown ? format.event(name, event.record()) : null;
    }
    // Damage shows under every filter: what it hides may be just what was asked for.
    damaged = true;
    return format.damaged(name, (AuditEntry.Damaged) entry);
  }

  private void note(AuditRecord record) {
    if (firstMicros == Long.MAX_VALUE) {
      firstMicros = record.wallClockMicros();
    }
  }

  private @Nullable String decision(DecisionRecord decision) {
    boolean shown = filter.accepts(decision);
    openCalls.put(decision.callId(), CallFacts.of(decision, shown));
    if (openCalls.size() > MAX_OPEN_CALLS) {
      openCalls.remove(openCalls.keySet().iterator().next());
    }
    return shown && filter.isRecent(decision) ? format.decision(name, decision) : null;
  }

  private @Nullable String outcome(OutcomeRecord outcome) {
    CallFacts call = openCalls.remove(outcome.callId());
    boolean shown = filter.isRecent(outcome) && filter.acceptsOutcomeOf(call);
    return shown ? format.outcome(name, outcome, call) : null;
  }

  @Override
  public void close() throws IOException {
    tail.close();
  }
}
