package dev.sallyport.audit.anchor;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that announces a key.
 *
 * @param index of the leaf
 * @param bytes of the leaf
 */
record KeyLeaf(long index, byte[] bytes) {
  /** The value of the record that is the key. */
  static final String KEY = "key";

  private static final int FIRST_LOOK = 4_096;
  private static final int GROWTH = 16;

  /**
   * Finds the leaves that announce keys with these hashes. Looks at the end of the log first: keys
   * that a witness does not know yet are mostly recent.
   */
  static Map<Integer, KeyLeaf> find(Path run, Collection<Integer> keyHashes) throws IOException {
    Map<Integer, KeyLeaf> found = new HashMap<>();
    long before = Long.MAX_VALUE;
    for (long count = FIRST_LOOK; count <= Integer.MAX_VALUE; count *= GROWTH) {
      long first = look(run, (int) count, found);
      if (found.keySet().containsAll(keyHashes) || first == before) {
        break;
      }
      before = first;
    }
    return found;
  }

  /** Returns the index of the first leaf that was looked at. */
  private static long look(Path run, int count, Map<Integer, KeyLeaf> found) throws IOException {
    long first = -1;
    try (LogTail tail = LogTail.fromLast(run, count)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (first < 0 && !(entry instanceof AuditEntry.Damaged)) {
          first = indexOf(entry);
        }
        if (entry instanceof AuditEntry.Event event) {
          add(event.record(), tail, found);
        }
      }
    }
    return first;
  }

  private static long indexOf(AuditEntry entry) {
    if (entry instanceof AuditEntry.Decision decision) {
      return decision.record().leafIndex();
    }
    if (entry instanceof AuditEntry.Outcome outcome) {
      return outcome.record().leafIndex();
    }
    return ((AuditEntry.Event) entry).record().leafIndex();
  }

  private static void add(EventRecord record, LogTail tail, Map<Integer, KeyLeaf> found) {
    NoteVerifier key = keyIn(record);
    if (key != null) {
      found.put(key.keyHash(), new KeyLeaf(record.leafIndex(), tail.recordBytes()));
    } else if (record.kind() == RecordKind.PRUNED) {
      addKept(record, found);
    }
  }

  /** Records of removed files count as well: the witness is shown that the tree has them. */
  private static void addKept(EventRecord pruned, Map<Integer, KeyLeaf> found) {
    try {
      for (KeptRotation kept : KeptRotation.in(pruned)) {
        NoteVerifier key = keyIn(kept.record());
        if (key != null) {
          found.put(key.keyHash(), new KeyLeaf(kept.leaf(), kept.bytes()));
        }
      }
    } catch (DamagedRecordException e) {
      // What it should keep is missed where it is needed.
    }
  }

  /** The key that a KEY_ROTATE record announces, or null if it is none. */
  static @Nullable NoteVerifier keyIn(EventRecord record) {
    String key = record.values().get(KEY);
    if (record.kind() != RecordKind.KEY_ROTATE || key == null) {
      return null;
    }
    try {
      return NoteVerifier.parse(key);
    } catch (NoteFormatException e) {
      return null;
    }
  }
}
