package dev.sallyport.audit.seal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Locks on files, against other processes; a lock ends with its process. */
final class FileLocks {
  private static final long POLL_MILLIS = 10;

  private FileLocks() {}

  /**
   * Waits for the lock on {@code file}, which is made if need be. Closing the channel releases it.
   *
   * @throws IOException if another process holds it for longer than {@code seconds}
   */
  static FileChannel await(Path file, SealDisk disk, long seconds) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    FileChannel channel = disk.open(file);
    while (!tryLock(channel)) {
      if (System.nanoTime() - deadline > 0) {
        channel.close();
        throw new IOException(
            "another process has held `" + file + "` locked for " + seconds + " s");
      }
      pause();
    }
    return channel;
  }

  /** The locked channel of {@code file}, or null if another process holds the lock. */
  static @Nullable FileChannel tryAcquire(Path file, SealDisk disk) throws IOException {
    FileChannel channel = disk.open(file);
    if (tryLock(channel)) {
      return channel;
    }
    channel.close();
    return null;
  }

  /** Whether a process holds the lock on {@code file}. */
  static boolean isHeld(Path file, SealDisk disk) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = tryAcquire(file, disk)) {
      return channel == null;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process itself
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a lock", e);
    }
  }
}
