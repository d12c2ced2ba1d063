package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign a run's checkpoints, one after the other. They exist in memory only, and each
 * is destroyed when the next signs. Thread-safe.
 */
final class RunKeys {
  private final String origin;
  private final RandomSource random;
  private NoteSigner current;
  private @Nullable NoteSigner next;

  /** A first key under the name {@code origin}. */
  RunKeys(String origin, RandomSource random) {
    this.origin = origin;
    this.random = random;
    this.current = generate(origin, random);
  }

  static NoteSigner generate(String name, RandomSource random) {
    byte[] seed = random.bytes(NoteSigner.SEED_LENGTH);
    try {
      return new NoteSigner(name, seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  String origin() {
    return origin;
  }

  /** The key in force, for verification. */
  synchronized NoteVerifier verifier() {
    return current.verifier();
  }

  synchronized SignedNote sign(String text) {
    return SignedNote.sign(text, current);
  }

  /** Makes the key that is to sign next, and says how its signatures are verified. */
  synchronized NoteVerifier prepareNext() {
    NoteSigner prepared = generate(origin, random);
    NoteSigner unused = next;
    if (unused != null) {
      unused.destroy();
    }
    next = prepared;
    return prepared.verifier();
  }

  /** Signs with the prepared key from now on; the one before is destroyed. */
  synchronized void switchToNext() {
    NoteSigner prepared = next;
    if (prepared == null) {
      throw new IllegalStateException("no key was prepared");
    }
    current.destroy();
    current = prepared;
    next = null;
  }
}
