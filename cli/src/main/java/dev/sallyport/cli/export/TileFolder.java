package dev.sallyport.cli.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one exported log, held by one writer at a time. What is written once is never
 * replaced by anything else.
 */
final class TileFolder implements Closeable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lockFile;

  private TileFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /** Opens {@code folder}, and makes it if need be. */
  static TileFolder open(Path folder) throws IOException, ExportRefusedException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new TileFolder(folder, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held within this process: said below.
    }
    channel.close();
    throw ExportRefusedException.missing("another export is writing to `" + folder + "`");
  }

  byte @Nullable [] read(String path) throws IOException {
    try {
      return Files.readAllBytes(folder.resolve(path));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Writes a file that does not change any more.
   *
   * @return whether it was not there yet
   */
  boolean add(String path, byte[] bytes) throws IOException, ExportRefusedException {
    byte[] there = read(path);
    if (there == null) {
      replace(path, bytes);
      return true;
    }
    if (!Arrays.equals(there, bytes)) {
      throw ExportRefusedException.contradiction(
          "`" + folder.resolve(path) + "` has other content than the log: not overwritten");
    }
    return false;
  }

  /** Writes a file in the place of a former version. */
  void replace(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    AtomicFile.write(file, bytes);
  }

  /** Removes the partial versions of what is full at {@code path} now. */
  void dropPartial(String path) throws IOException {
    Path partial = folder.resolve(path + ".p");
    if (!Files.isDirectory(partial)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(partial);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
