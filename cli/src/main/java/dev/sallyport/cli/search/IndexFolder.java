package dev.sallyport.cli.search;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the indexes of one run are: {@code index/<run>} beside it, for their owner only. Safe for
 * several processes at once: a file is replaced as a whole.
 */
final class IndexFolder {
  private static final String FOLDER = "index";
  private static final String SUFFIX = ".blocks";
  private static final String UNFINISHED = ".tmp";
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final Path run;
  private final Path root;
  private final Path folder;

  /** The indexes of the run in the folder {@code run}. */
  IndexFolder(Path run) {
    this.run = run;
    Path whole = run.toAbsolutePath().normalize();
    root = whole.resolveSibling(FOLDER);
    folder = root.resolve(String.valueOf(whole.getFileName()));
  }

  Path folder() {
    return folder;
  }

  private Path indexOf(Path log) {
    return folder.resolve(log.getFileName() + SUFFIX);
  }

  /** The index of the file {@code log}, or null if there is none to be trusted. */
  @Nullable IndexFile load(Path log) {
    Path file = indexOf(log);
    try {
      if (!isSafe(root) || !isSafe(folder) || !isSafe(file)) {
        return null;
      }
      // An index larger than its log is none, and would take the memory that it claims.
      if (Files.size(file) > Math.min(Files.size(log), Integer.MAX_VALUE / 2)) {
        return null;
      }
      return IndexFile.decode(Files.readAllBytes(file), log);
    } catch (IOException | InvalidIndexException e) {
      return null;
    }
  }

  /** Whether only those who may write the log, or whoever asks, can have written the file. */
  private boolean isSafe(Path file) throws IOException {
    if (Files.isSymbolicLink(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Set<PosixFilePermission> permissions = attributes.permissions();
      return !permissions.contains(PosixFilePermission.GROUP_WRITE)
          && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
          && (attributes.owner().equals(Files.getOwner(run))
              || attributes.owner().getName().equals(System.getProperty("user.name")));
    } catch (UnsupportedOperationException e) {
      return true;
    }
  }

  /**
   * Puts {@code index} in the place of the one before.
   *
   * @throws IOException if it can't be written
   */
  void save(Path log, IndexFile index) throws IOException {
    create(root);
    create(folder);
    Path unfinished = Files.createTempFile(folder, "", UNFINISHED);
    try {
      Files.write(unfinished, index.encode(log));
      Files.move(
          unfinished,
          indexOf(log),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    deleteLeftBehind();
  }

  private static void create(Path folder) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Files.createDirectory(folder, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    } catch (UnsupportedOperationException e) {
      Files.createDirectories(folder);
    }
  }

  /**
   * Deletes what is left of logs that are gone: an index tells names that the log had. What can't
   * be deleted stays.
   */
  void deleteGone() {
    try {
      if (!isSafe(root)) {
        return;
      }
      for (RunFolder indexed : RunFolders.list(root)) {
        Path log = run.toAbsolutePath().normalize().resolveSibling(indexed.path().getFileName());
        if (isSafe(indexed.path())) {
          deleteGone(indexed.path(), log);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It is tried again with the next search.
    }
  }

  private static void deleteGone(Path indexes, Path log) throws IOException {
    boolean empty = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(indexes)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean gone =
            name.endsWith(SUFFIX)
                && !Files.exists(log.resolve(name.substring(0, name.length() - SUFFIX.length())));
        empty &= gone && Files.deleteIfExists(file);
      }
    }
    if (empty && !Files.exists(log)) {
      Files.deleteIfExists(indexes);
    }
  }

  /** Deletes what a process that was killed did not finish. */
  private void deleteLeftBehind() throws IOException {
    Instant old = Instant.now().minus(LEFT_BEHIND);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process was faster.
    }
  }
}
