package dev.sallyport.cli.fleet;

import dev.sallyport.audit.AuditRecord;
import org.jspecify.annotations.Nullable;

/**
 * One message to the target: a record of a log, or a signed note about it.
 *
 * @param run name of the run's folder
 * @param key names this message among all; the same each time it is sent
 * @param kind of the record in lower case, or {@link NoteKind#exportedName}
 * @param value the exact bytes of the record or the note
 * @param record what {@code value} says, null for a note
 * @param after how far the run is exported once this was acknowledged
 */
record ExportItem(
    String run,
    String key,
    String kind,
    byte[] value,
    @Nullable AuditRecord record,
    RunPosition after) {
  private static final String NOTE_TYPE = "text/plain; charset=utf-8";
  private static final String RECORD_TYPE = "application/vnd.sallyport.record; version=";
  private static final int VERSION_AT = 6;

  String origin() {
    return after.origin();
  }

  /** Of the value, with the version of the record's format. */
  String contentType() {
    return record == null ? NOTE_TYPE : RECORD_TYPE + value[VERSION_AT];
  }
}
