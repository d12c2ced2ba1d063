package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a run in the order in which they may sign: a key that a KEY_ROTATE record names signs
 * after a checkpoint by the key before it that covers this record. Not thread-safe.
 */
final class KeySchedule {
  private final List<NoteVerifier> keys = new ArrayList<>();
  private final List<Long> since = new ArrayList<>();
  private int inForce;

  KeySchedule(NoteVerifier first) {
    keys.add(first);
    since.add(-1L);
  }

  /** The record {@code leaf} names a key; nothing happens if that is known. */
  void rotate(long leaf, NoteVerifier key) {
    int at = since.size();
    while (since.get(at - 1) > leaf) {
      at--;
    }
    if (since.get(at - 1) == leaf) {
      return;
    }
    keys.add(at, key);
    since.add(at, leaf);
    inForce += at <= inForce ? 1 : 0;
  }

  String origin() {
    return keys.get(0).name();
  }

  /** Whether the key in force has signed. */
  boolean isSigned(SignedNote note) {
    return note.isSignedBy(keys.get(inForce));
  }

  /** Whether any key of the run so far has signed. */
  boolean isSignedByAny(SignedNote note) {
    for (NoteVerifier key : keys) {
      if (note.isSignedBy(key)) {
        return true;
      }
    }
    return false;
  }

  /** A checkpoint of {@code size} by the key in force is good: the newest key it covers follows. */
  void covered(long size) {
    for (int i = keys.size() - 1; i > inForce; i--) {
      if (since.get(i) < size) {
        inForce = i;
        return;
      }
    }
  }

  /** Why a note that {@link #isSigned} refuses is not good. */
  FindingKind blame(SignedNote note) {
    if (isSignedByAny(note)) {
      return FindingKind.KEY_NOT_IN_FORCE;
    }
    NoteSignature own = ownSignature(note);
    return own == null ? FindingKind.CHECKPOINT_UNSIGNED : FindingKind.CHECKPOINT_ALTERED;
  }

  /** Whether the note says that a key of this run has signed which none of the records named. */
  boolean namesUnknownKey(SignedNote note) {
    NoteSignature own = ownSignature(note);
    if (own == null) {
      return false;
    }
    for (NoteVerifier key : keys) {
      if (key.keyHash() == own.keyHash()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable NoteSignature ownSignature(SignedNote note) {
    for (NoteSignature signature : note.signatures()) {
      if (signature.name().equals(origin())) {
        return signature;
      }
    }
    return null;
  }
}
