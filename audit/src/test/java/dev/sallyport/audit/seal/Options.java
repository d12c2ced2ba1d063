package dev.sallyport.audit.seal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options that a test sets one by one. */
final class Options {
  int checkpointRecords = 1_000_000;
  Duration checkpointInterval = Duration.ofMillis(20);
  Duration keyRotation = Duration.ofDays(1);
  @Nullable String origin;
  @Nullable Path keyFile;
  @Nullable String signer;
  Retention retention = Retention.NONE;

  SealOptions of(Path root, Path folder, long bootId) {
    return new SealOptions(
        root,
        folder,
        bootId,
        checkpointRecords,
        checkpointInterval,
        keyRotation,
        origin,
        keyFile,
        signer,
        List.of(),
        retention);
  }
}
