package dev.sallyport.audit;

import java.nio.file.Path;

/** What a reader finds at one place of a log. */
public sealed interface AuditEntry {
  /**
   * What was decided for a call.
   *
   * @param record never changed afterwards
   */
  record Decision(DecisionRecord record) implements AuditEntry {}

  /**
   * How a call ended.
   *
   * @param record never changed afterwards
   */
  record Outcome(OutcomeRecord record) implements AuditEntry {}

  /**
   * What happened to the log or the process.
   *
   * @param record never changed afterwards
   */
  record Event(EventRecord record) implements AuditEntry {}

  /**
   * A place where the log is not as it was written: bytes that are no record, or missing records.
   *
   * @param file the file of the store
   * @param offset where in the file, in bytes
   * @param problem what is wrong, in one line
   */
  record Damaged(Path file, long offset, String problem) implements AuditEntry {}
}
