package dev.sallyport.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Checks, now and then, that what is appended goes to a place that is still there and has room. A
 * mapped file takes records happily after it was deleted. {@link #maintain} checks ahead of time on
 * a thread that may wait for the disk, so that {@link #problem} has nothing to do; where nobody
 * does, it checks itself.
 */
final class FolderHealth {
  /** An append never relies on a check that is older, or that this many bytes came after. */
  private static final long CHECK_NANOS = 50_000_000;

  private static final long CHECK_BYTES = 4L << 20;

  /** A file that takes records, and what the file system knew it by when it was new. */
  private record Watched(Path file, @Nullable Object key) {}

  private final Path folder;
  private final File folderFile;
  private final long minFreeBytes;
  private final @Nullable Object folderKey;
  private final ReentrantLock checking = new ReentrantLock();

  private volatile @Nullable Watched watched;
  private volatile @Nullable String lastProblem;
  private volatile boolean gone;
  private volatile boolean due = true;
  private volatile long lastCheckNanos;
  private volatile long bytesAtCheck;

  /** Written by whoever appends, one thread at a time; others may see it late. */
  private long bytes;

  FolderHealth(Path folder, long minFreeBytes) throws IOException {
    this.folder = folder;
    this.folderFile = folder.toFile();
    this.minFreeBytes = minFreeBytes;
    this.folderKey = keyOf(folder);
  }

  /**
   * What is wrong, in one line, or null. For one caller at a time, who appends.
   *
   * @param nowNanos {@link System#nanoTime}
   */
  @Nullable String problem(long nowNanos) {
    if (due || nowNanos - lastCheckNanos >= CHECK_NANOS || bytes - bytesAtCheck >= CHECK_BYTES) {
      check(nowNanos);
    }
    return lastProblem;
  }

  /** Checks if an append would soon have to; returns what was wrong at the last check, or null. */
  @Nullable String maintain(long nowNanos) {
    if (nowNanos - lastCheckNanos >= CHECK_NANOS / 2 || bytes - bytesAtCheck >= CHECK_BYTES / 4) {
      check(nowNanos);
    }
    return lastProblem;
  }

  /** Whether the folder or its file vanished, from which there is no way back. */
  boolean gone() {
    return gone;
  }

  /** Notes that so many bytes were appended; for one caller at a time. */
  void appended(int count) {
    bytes += count;
  }

  /** Notes that {@code file}, a new one, takes records from now on. */
  void watch(Path file) {
    try {
      watched = new Watched(file, keyOf(file));
    } catch (IOException e) {
      watched = new Watched(file, null);
      due = true;
    }
  }

  /** The file given to {@link #watch} last, or null. */
  @Nullable Path watchedFile() {
    Watched current = watched;
    return current == null ? null : current.file();
  }

  private void check(long nowNanos) {
    checking.lock();
    try {
      long bytesBefore = bytes;
      due = false;
      lastProblem = look();
      bytesAtCheck = bytesBefore;
      lastCheckNanos = nowNanos;
    } finally {
      checking.unlock();
    }
  }

  private @Nullable String look() {
    try {
      if (!sameKey(folderKey, keyOf(folder))) {
        gone = true;
        return "the audit folder `" + folder + "` was replaced";
      }
      Watched current = watched;
      if (current != null && !sameKey(current.key(), keyOf(current.file()))) {
        gone = true;
        return "`" + current.file() + "` of the audit log was replaced";
      }
    } catch (NoSuchFileException e) {
      gone = true;
      return "`" + e.getFile() + "` of the audit log is gone";
    } catch (IOException e) {
      return "the audit folder `" + folder + "` can't be looked at: " + e.getMessage();
    }
    long free = folderFile.getUsableSpace();
    return free >= minFreeBytes
        ? null
        : "the disk of the audit folder `"
            + folder
            + "` has `"
            + free
            + "` bytes free; wanted at"
            + " least `"
            + minFreeBytes
            + "`";
  }

  /** Whether two keys name the same file; without keys, as on Windows, existence must do. */
  private static boolean sameKey(@Nullable Object before, @Nullable Object now) {
    return before == null || before.equals(now);
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }
}
