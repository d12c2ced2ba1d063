package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import org.jspecify.annotations.Nullable;

/** The record of an entry, whatever its kind. */
public final class EntryRecord {
  private EntryRecord() {}

  /** The record, or null at a damaged place. */
  public static @Nullable AuditRecord of(AuditEntry entry) {
    if (entry instanceof AuditEntry.Decision decision) {
      return decision.record();
    }
    if (entry instanceof AuditEntry.Outcome outcome) {
      return outcome.record();
    }
    return entry instanceof AuditEntry.Event event ? event.record() : null;
  }
}
