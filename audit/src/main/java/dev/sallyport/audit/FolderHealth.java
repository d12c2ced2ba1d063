package dev.sallyport.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Checks, now and then, that what is appended goes to a place that is still there and has room. A
 * mapped file takes records happily after it was deleted. One caller at a time.
 */
final class FolderHealth {
  private static final long CHECK_NANOS = 50_000_000;
  private static final long CHECK_BYTES = 4L << 20;

  private final Path folder;
  private final File folderFile;
  private final long minFreeBytes;
  private final @Nullable Object folderKey;
  private @Nullable Path file;
  private @Nullable Object fileKey;
  private @Nullable String lastProblem;
  private boolean gone;
  private boolean due = true;
  private long lastCheckNanos;
  private long bytesSince;

  FolderHealth(Path folder, long minFreeBytes) throws IOException {
    this.folder = folder;
    this.folderFile = folder.toFile();
    this.minFreeBytes = minFreeBytes;
    this.folderKey = keyOf(folder);
  }

  /**
   * What is wrong, in one line, or null.
   *
   * @param nowNanos {@link System#nanoTime}
   * @param current the file that takes records, or null before the first
   */
  @Nullable String problem(long nowNanos, @Nullable Path current) {
    if (!due && nowNanos - lastCheckNanos < CHECK_NANOS && bytesSince < CHECK_BYTES) {
      return lastProblem;
    }
    due = false;
    lastCheckNanos = nowNanos;
    bytesSince = 0;
    lastProblem = check(current);
    return lastProblem;
  }

  /** Whether the folder or its file vanished, from which there is no way back. */
  boolean gone() {
    return gone;
  }

  /** Notes what was appended, and which file is the right one from now on. */
  void appended(int bytes, @Nullable Path current) {
    bytesSince += bytes;
    if (current != null && current != file && !current.equals(file)) {
      try {
        fileKey = keyOf(current);
        file = current;
      } catch (IOException e) {
        due = true;
      }
    }
  }

  private @Nullable String check(@Nullable Path current) {
    try {
      if (!sameKey(folderKey, keyOf(folder))) {
        gone = true;
        return "the audit folder `" + folder + "` was replaced";
      }
      if (current != null) {
        checkFile(current);
      }
    } catch (NoSuchFileException e) {
      gone = true;
      return "`" + e.getFile() + "` of the audit log is gone";
    } catch (IOException e) {
      return "the audit folder `" + folder + "` can't be looked at: " + e.getMessage();
    }
    if (gone) {
      return "`" + file + "` of the audit log was replaced";
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

  private void checkFile(Path current) throws IOException {
    Object key = keyOf(current);
    if (current.equals(file) && !sameKey(fileKey, key)) {
      gone = true;
    }
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
