package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteVerifier;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to verify, and against what.
 *
 * @param folder the folder of a log, or of one run in it
 * @param key the genesis key, or the key of the external signer; null takes {@code log.vkey} from
 *     beside the log
 * @param epochKey the key of the next epoch, or null takes it from {@code epoch.key} in the log
 * @param anchors files of checkpoints that were kept elsewhere
 * @param witnesses keys whose cosignatures count; if none, those that the runs' first records name
 * @param requireAnchor whether sealed leaves that are not anchored are a finding
 * @param sinceCheckpoint records before the newest checkpoint of at most this size are not read;
 *     {@link #ALL} reads all
 */
public record VerifyOptions(
    Path folder,
    @Nullable NoteVerifier key,
    @Nullable NoteVerifier epochKey,
    List<Path> anchors,
    List<NoteVerifier> witnesses,
    boolean requireAnchor,
    long sinceCheckpoint) {
  /** Every record is read. */
  public static final long ALL = 0;

  /** Records before a run's last checkpoint are not read. */
  public static final long LAST = Long.MAX_VALUE;

  /** Copies the lists. */
  public VerifyOptions {
    anchors = List.copyOf(anchors);
    witnesses = List.copyOf(witnesses);
  }

  /** Everything in {@code folder}, against the key beside it. */
  public static VerifyOptions of(Path folder) {
    return new VerifyOptions(folder, null, null, List.of(), List.of(), false, ALL);
  }

  /** The same with a pinned key. */
  public VerifyOptions withKey(NoteVerifier pinned) {
    return new VerifyOptions(
        folder, pinned, epochKey, anchors, witnesses, requireAnchor, sinceCheckpoint);
  }

  /** The same with these files of checkpoints. */
  public VerifyOptions withAnchors(List<Path> files) {
    return new VerifyOptions(
        folder, key, epochKey, files, witnesses, requireAnchor, sinceCheckpoint);
  }
}
