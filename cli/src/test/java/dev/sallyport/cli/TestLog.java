package dev.sallyport.cli;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the log of one run as an application with the javaagent does. */
final class TestLog implements AutoCloseable {
  private final Path folder;
  private final AuditLog log;
  private long lastCallId;

  private TestLog(Path folder, long bootId) {
    this.folder = folder;
    this.log = AuditLog.openInBackground(folder, AuditOptions.defaults(bootId));
  }

  /** The run number {@code number}, from 0, under {@code root}; later numbers start later. */
  static TestLog start(Path root, int number) throws IOException {
    return start(root, number, Map.of("mode", "enforce"));
  }

  /** The same with these values in its BOOT record. */
  static TestLog start(Path root, int number, Map<String, String> boot) throws IOException {
    Instant start = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(number);
    long bootId = ((0x3f9a1c20L + number) << 32) | 1;
    TestLog log = new TestLog(AuditFolder.create(root, bootId, start), bootId);
    log.event(RecordKind.BOOT, boot);
    return log;
  }

  Path folder() {
    return folder;
  }

  void event(RecordKind kind, Map<String, String> values) {
    log.append(new EventRecord(kind, values));
  }

  /** A decision with the next call id. */
  DecisionRecord call(@Nullable String agent, @Nullable String tool) {
    return new DecisionRecord().callId(++lastCallId).agent(agent).tool(tool);
  }

  void append(DecisionRecord decision) {
    log.append(decision);
  }

  void allow(String agent, String tool, String rule) {
    append(call(agent, tool).effect(RecordedEffect.ALLOW).rule(rule));
  }

  void deny(String agent, String tool, @Nullable String rule) {
    append(call(agent, tool).effect(RecordedEffect.DENY).rule(rule));
  }

  /** The outcome of the last call. */
  void returned(long nanos) {
    outcome(new OutcomeRecord().outcome(CallOutcome.RETURNED).durationNanos(nanos));
  }

  void outcome(OutcomeRecord outcome) {
    log.append(outcome.callId(lastCallId));
  }

  /** Ends the run in order. */
  void shutdown() {
    event(RecordKind.SHUTDOWN, Map.of());
    close();
  }

  @Override
  public void close() {
    log.close();
  }
}
