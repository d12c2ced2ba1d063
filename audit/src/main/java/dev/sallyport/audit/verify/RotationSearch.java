package dev.sallyport.audit.verify;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.RecordDecoder;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys that a run's records name, also among records that are passed over or were
 * removed. Used once.
 */
final class RotationSearch {
  private static final String KEY = "key";

  private final KeySchedule keys;
  private final String run;
  private final KeptRotations removed;
  private final TreeHasher hasher = new TreeHasher();
  private int taken;
  private List<Path> files = List.of();
  private long hiddenEnd;
  private @Nullable StoredHashes stored;

  RotationSearch(KeySchedule keys, String run, KeptRotations removed) {
    this.keys = keys;
    this.run = run;
    this.removed = removed;
  }

  /** The records below {@code end} in {@code runFiles} are passed over, 0 for none. */
  void hiddenIn(List<Path> runFiles, long end, StoredHashes hashes) {
    files = end == 0 ? List.of() : runFiles;
    hiddenEnd = end;
    stored = hashes;
  }

  /** Takes the keys that were read since the last time. */
  void take(RunEvents events, FindingList findings) {
    for (; taken < events.rotations().size(); taken++) {
      RunEvents.Placed rotation = events.rotations().get(taken);
      try {
        keys.rotate(rotation.leaf(), key(rotation.event()));
      } catch (NoteFormatException e) {
        findings.add(
            findings
                .draft(FindingKind.CONTRADICTION, "a record names no key: " + e.getMessage())
                .withLeaves(rotation.leaf(), rotation.leaf() + 1));
      }
    }
  }

  private NoteVerifier key(EventRecord event) throws NoteFormatException {
    NoteVerifier key = NoteVerifier.parse(event.values().getOrDefault(KEY, ""));
    if (!key.name().equals(keys.origin()) || key.type() != NoteVerifier.ED25519) {
      throw new NoteFormatException("got the key `" + key.name() + "`");
    }
    return key;
  }

  /**
   * Looks through the records that are passed over, and those that were kept when their files were
   * removed, once; false if that changes nothing.
   *
   * @param covered size of the last good checkpoint, which vouches for the leaf hashes
   */
  boolean reveal(long covered) throws IOException {
    StoredHashes hashes = stored;
    stored = null;
    if (hashes == null) {
      return false;
    }
    for (Path file : files) {
      try (StoreFile opened = new StoreFile(file)) {
        while (opened.next(false) == StoreFile.Found.RECORD && opened.leafIndex() < hiddenEnd) {
          if (opened.kind() == RecordShape.KEY_ROTATE) {
            takeHidden(opened, hashes);
          }
        }
      }
    }
    for (KeptRotation kept : removed.of(run)) {
      takeKept(kept, hashes);
    }
    keys.covered(covered);
    return true;
  }

  private void takeKept(KeptRotation kept, StoredHashes hashes) throws IOException {
    try {
      // What is under a leaf hash that checkpoints cover was signed, wherever it is found.
      if (hashes.matches(kept.leaf(), hasher.leaf(kept.bytes()))) {
        keys.rotate(kept.leaf(), key(kept.record()));
      }
    } catch (NoteFormatException e) {
      // It names no key, so the checkpoints that need it are not good.
    }
  }

  private void takeHidden(StoreFile file, StoredHashes hashes) throws IOException {
    byte[] hash = new byte[TreeHasher.LENGTH];
    hasher.leaf(file.bytes(), file.at(), file.length(), hash, 0);
    try {
      if (hashes.matches(file.leafIndex(), hash)) {
        byte[] bytes = file.bytes();
        EventRecord event = (EventRecord) RecordDecoder.decode(bytes, file.at(), file.length());
        keys.rotate(file.leafIndex(), key(event));
      }
    } catch (DamagedRecordException | NoteFormatException e) {
      // It names no key, so the checkpoints that need it are not good.
    }
  }
}
