package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a proof needs of a run's records.
 *
 * @param found the record to prove, or null if the run has none such
 * @param first index of the first record that is there, or -1
 * @param rotations the KEY_ROTATE records that are there, in order
 * @param witnesses the keys of witnesses that the run's BOOT record names
 */
record RunLeaves(@Nullable Leaf found, long first, List<Leaf> rotations, List<String> witnesses) {
  private static final String WITNESS = "witness.";

  /** A record and its exact bytes. */
  record Leaf(AuditRecord record, byte[] bytes) {}

  /** Reads until the wanted record is found and {@code size} records were seen. */
  static RunLeaves read(Path folder, WantedLeaf wanted, long size) throws IOException {
    Leaf found = null;
    long first = -1;
    List<Leaf> rotations = new ArrayList<>();
    List<String> witnesses = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        AuditRecord record = EntryRecord.of(entry);
        if (record == null) {
          continue;
        }
        first = first < 0 ? record.leafIndex() : first;
        if (found != null && record.leafIndex() >= size) {
          break;
        }
        if (found == null && wanted.is(record)) {
          found = new Leaf(record, tail.recordBytes());
        }
        if (record.kind() == RecordKind.KEY_ROTATE) {
          rotations.add(new Leaf(record, tail.recordBytes()));
        }
        if (record.kind() == RecordKind.BOOT && record instanceof EventRecord boot) {
          addWitnesses(boot, witnesses);
        }
      }
    }
    return new RunLeaves(found, first, rotations, witnesses);
  }

  private static void addWitnesses(EventRecord boot, List<String> witnesses) {
    for (Map.Entry<String, String> value : boot.values().entrySet()) {
      if (value.getKey().startsWith(WITNESS)) {
        witnesses.add(value.getValue());
      }
    }
  }
}
