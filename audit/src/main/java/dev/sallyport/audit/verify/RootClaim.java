package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.SignedNote;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Something that says what the root of a run's tree was at a size, and what came of it when the
 * tree had that size. Not thread-safe.
 */
final class RootClaim implements Comparable<RootClaim> {
  /** What came of it. */
  enum Outcome {
    /** The tree did not get that large. */
    UNREACHED,
    /** The tree had this root. */
    HOLDS,
    /** The tree had another root. */
    DIFFERS,
    /** The root could not be computed, for damage that was found before. */
    NOT_COMPUTED
  }

  private final Checkpoint checkpoint;
  private final @Nullable SignedNote note;
  private final String source;
  private Outcome outcome = Outcome.UNREACHED;

  /**
   * A claim.
   *
   * @param note that makes it, if one does
   * @param source where it was found, to be shown
   */
  RootClaim(Checkpoint checkpoint, @Nullable SignedNote note, String source) {
    this.checkpoint = checkpoint;
    this.note = note;
    this.source = source;
  }

  long size() {
    return checkpoint.size();
  }

  byte[] root() {
    return checkpoint.root();
  }

  @Nullable SignedNote note() {
    return note;
  }

  String source() {
    return source;
  }

  Outcome outcome() {
    return outcome;
  }

  /** Settles it by the root that the tree had. */
  void compare(byte[] root) {
    outcome = Arrays.equals(root, checkpoint.root()) ? Outcome.HOLDS : Outcome.DIFFERS;
  }

  void settle(Outcome result) {
    outcome = result;
  }

  @Override
  public int compareTo(RootClaim other) {
    return Long.compare(size(), other.size());
  }
}
