package dev.sallyport.audit;

import dev.sallyport.audit.store.OwnerOnly;
import dev.sallyport.audit.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lock on {@value #NAME} in a run folder, held while a process writes the run. The operating
 * system releases it with the process, however that ends. On POSIX systems it also releases it when
 * this process closes another channel on the file, so nothing else here may open it.
 */
final class WriterLock implements AutoCloseable {
  static final String NAME = "writer.lock";

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of {@code folder}, whose file it makes.
   *
   * @throws StoreException in one line, if someone writes there already or the file can't be made
   */
  static WriterLock take(Path folder) {
    try {
      FileChannel channel = OwnerOnly.openForLocking(folder.resolve(NAME));
      try {
        if (tryLock(channel, folder) == null) {
          throw new StoreException(
              "the audit folder `" + folder + "` is being written by another process", null);
        }
        return new WriterLock(channel);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(
          "can't write to the folder `" + folder + "`: " + OwnerOnly.reason(e), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, Path folder) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new StoreException(
          "the audit folder `" + folder + "` is being written by this process already", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
