package dev.sallyport.audit.seal;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run of the epoch before, as it was when this one started.
 *
 * @param folder its name
 * @param size that its last checkpoint covers; 0 without one
 * @param root of that checkpoint; the root of no leaves without one
 * @param state {@code closed}, {@code recovered}, {@code running} or {@code killed}
 */
record PreviousRun(String folder, long size, byte[] root, String state) {
  static PreviousRun of(Path folder, SealDisk disk) throws IOException {
    Checkpoint last = lastCheckpoint(folder);
    return new PreviousRun(
        SealFiles.name(folder),
        last == null ? 0 : last.size(),
        last == null ? new TreeHasher().emptyRoot() : last.root(),
        state(folder, disk));
  }

  /** A file that does not hold checkpoints is for the verification to judge; here it has none. */
  private static @Nullable Checkpoint lastCheckpoint(Path folder) throws IOException {
    Path file = folder.resolve(SealFiles.CHECKPOINTS);
    try {
      SignedNote note = CheckpointFile.last(file);
      return note == null ? null : CheckpointFile.checkpoint(file, note);
    } catch (LogDamageException e) {
      return null;
    }
  }

  private static String state(Path folder, SealDisk disk) throws IOException {
    if (Files.exists(folder.resolve(SealFiles.RECOVERED))) {
      return "recovered";
    }
    if (FileLocks.isHeld(folder.resolve(SealFiles.WRITER_LOCK), disk)) {
      return "running";
    }
    return Files.exists(folder.resolve(SealFiles.CLOSED)) ? "closed" : "killed";
  }

  /** Adds what BOOT says about it. */
  void addTo(Map<String, String> values) {
    values.put("previous", folder);
    values.put("previous_size", Long.toString(size));
    values.put("previous_root", HexFormat.of().formatHex(root));
    values.put("previous_state", state);
  }
}
