package dev.sallyport.audit.seal;

import dev.sallyport.audit.RunFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run that was killed holds.
 *
 * @param folder of the run
 * @param origin of the run
 * @param size leaves that are there, from the first without a gap
 * @param root over them; not to be changed
 * @param sealedSize leaves that its last checkpoint covers
 * @param files all of them, by name
 * @param damage what is not as it must be; null if nothing
 */
record DeadRun(
    Path folder,
    String origin,
    long size,
    byte[] root,
    long sealedSize,
    List<FileDigest> files,
    @Nullable String damage) {

  /**
   * Reads the run, whose writer is gone for good, and completes its leaf hashes.
   *
   * @throws IOException if it can't be read
   */
  static DeadRun read(RunFolder run, SealDisk disk) throws IOException {
    EpochNote epoch = EpochNote.read(run.path());
    if (epoch == null) {
      throw new LogDamageException("its note `" + SealFiles.EPOCH + "` can't be read");
    }
    DeadRunReader reader = new DeadRunReader(run, epoch, disk);
    String damage = reader.read();
    List<FileDigest> files = new ArrayList<>();
    for (Path file : SealFiles.covered(run.path())) {
      try (FileChannel channel = disk.open(file)) {
        disk.force(file, channel);
      }
      files.add(FileDigest.of(file));
    }
    return new DeadRun(
        run.path(),
        epoch.runKey().name(),
        reader.size(),
        reader.root(),
        reader.sealedSize(),
        files,
        damage);
  }
}
