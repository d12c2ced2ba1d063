package dev.sallyport.audit.seal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run is sealed.
 *
 * @param root the folder of all runs
 * @param folder the folder of this run, in {@code root}
 * @param bootId of this run
 * @param checkpointRecords a checkpoint is written once so many records are not covered by one
 * @param checkpointInterval a checkpoint is written once the oldest such record is so old
 * @param keyRotation how long one key signs checkpoints
 * @param origin the name that a new log gets; null for a random one
 * @param keyFile where the key of the next epoch is kept; null for {@code epoch.key} in the root
 * @param signer a command that signs instead of keys of ours; null for none
 * @param witnessKeys the keys of witnesses, for the BOOT record
 * @param retention what is removed when
 */
public record SealOptions(
    Path root,
    Path folder,
    long bootId,
    int checkpointRecords,
    Duration checkpointInterval,
    Duration keyRotation,
    @Nullable String origin,
    @Nullable Path keyFile,
    @Nullable String signer,
    List<String> witnessKeys,
    Retention retention) {
  /** Records after which a checkpoint is written unless configured otherwise. */
  public static final int DEFAULT_CHECKPOINT_RECORDS = 10_000;

  /** Time after which a checkpoint is written unless configured otherwise. */
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  /** How long a key is used unless configured otherwise. */
  public static final Duration DEFAULT_KEY_ROTATION = Duration.ofHours(24);

  /** Copies the list. */
  public SealOptions {
    witnessKeys = List.copyOf(witnessKeys);
  }

  /** The defaults for the run {@code bootId} in {@code folder}. */
  public static SealOptions defaults(Path folder, long bootId) {
    Path root = folder.toAbsolutePath().getParent();
    if (root == null) {
      throw new IllegalArgumentException("the folder of a run can't be `" + folder + "`");
    }
    return new SealOptions(
        root,
        folder,
        bootId,
        DEFAULT_CHECKPOINT_RECORDS,
        DEFAULT_CHECKPOINT_INTERVAL,
        DEFAULT_KEY_ROTATION,
        null,
        null,
        null,
        List.of(),
        Retention.NONE);
  }

  /** The name of the run's folder. */
  String folderName() {
    return SealFiles.name(folder);
  }
}
