package dev.sallyport.audit.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The files that may hold what is not on the disk yet: the one that takes records, and those that
 * ended since the last force. They stay open until then, so that a file is forced even if it was
 * renamed or deleted meanwhile. Thread-safe.
 */
final class OpenFiles {
  private final Path folder;
  private final StoreSeams seams;

  /** One force at a time; also held to close files. */
  private final ReentrantLock forcing = new ReentrantLock();

  private final List<RandomAccessFile> ended = new ArrayList<>();
  private @Nullable RandomAccessFile current;
  private boolean folderForced;

  OpenFiles(Path folder, StoreSeams seams) {
    this.folder = folder;
    this.seams = seams;
  }

  /** Opens {@code file}, which takes records from now on; the one before has ended. */
  RandomAccessFile open(Path file) {
    RandomAccessFile opened;
    try {
      opened = new RandomAccessFile(file.toFile(), "rw");
    } catch (IOException e) {
      throw new StoreException("can't open `" + file + "`: " + e.getMessage(), e);
    }
    synchronized (ended) {
      endCurrent();
      current = opened;
      folderForced = false;
    }
    return opened;
  }

  /** Notes that the file which takes records has ended. */
  void endCurrent() {
    synchronized (ended) {
      if (current != null) {
        ended.add(current);
        current = null;
      }
    }
  }

  /** Whether a file has ended that was not forced since. */
  boolean someEnded() {
    synchronized (ended) {
      return !ended.isEmpty();
    }
  }

  /** Waits until all that was written to the files before is on the disk. */
  void force() throws IOException {
    forcing.lock();
    try {
      List<RandomAccessFile> before;
      RandomAccessFile now;
      boolean newFile;
      synchronized (ended) {
        before = List.copyOf(ended);
        now = current;
        newFile = !folderForced;
        folderForced = true;
      }
      forceAll(before, now, newFile);
      closeEnded(before);
    } finally {
      forcing.unlock();
    }
  }

  private void forceAll(
      List<RandomAccessFile> before, @Nullable RandomAccessFile now, boolean newFile)
      throws IOException {
    seams.beforeForce(before.size() + (now == null ? 0 : 1));
    for (RandomAccessFile file : before) {
      file.getFD().sync();
    }
    if (now != null) {
      now.getFD().sync();
    }
    if (newFile) {
      forceFolder();
    }
  }

  /** A new file can be lost as a whole while only its content is on the disk. */
  private void forceFolder() {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      // Not every system lets a folder be opened; those keep its entries in order themselves.
    }
  }

  private void closeEnded(List<RandomAccessFile> forced) {
    synchronized (ended) {
      ended.removeAll(forced);
    }
    for (RandomAccessFile file : forced) {
      close(file);
    }
  }

  /** Closes all; a force that is going on ends first. */
  void close() {
    forcing.lock();
    try {
      endCurrent();
      closeEnded(List.copyOf(ended));
    } finally {
      forcing.unlock();
    }
  }

  private static void close(RandomAccessFile file) {
    try {
      file.close();
    } catch (IOException e) {
      StoreLogger.INSTANCE.report("closing a file failed", e);
    }
  }
}
