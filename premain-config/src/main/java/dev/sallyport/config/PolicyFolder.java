package dev.sallyport.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a policy, within a size and, for files that others extend, within the policy's
 * folder. Immutable.
 */
public final class PolicyFolder {
  private final Path folder;
  private final int maxBytes;

  /**
   * Reads nothing yet.
   *
   * @param folder the policy's folder, see {@link PolicyLocation#folder}
   * @param maxBytes the most bytes that a file may have
   */
  public PolicyFolder(Path folder, int maxBytes) {
    this.folder = folder.toAbsolutePath().normalize();
    this.maxBytes = maxBytes;
  }

  /**
   * The content of a file, wherever it lies. The size was checked when the file was found, but it
   * may have grown since.
   *
   * @throws IOException with a message for people if it cannot be read or is too large
   */
  public byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new IOException(
            "policy "
                + Message.quote(file.toString())
                + ": got more than "
                + maxBytes
                + " bytes, wanted at most that");
      }
      return content;
    } catch (FileSystemException e) {
      throw new IOException(
          "policy " + Message.quote(file.toString()) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Finds a file that another one extends. Links are followed, and what they lead to must lie in
   * the folder too.
   *
   * @param from the file that names it
   * @param path relative to {@code from}, with {@code /} between names
   * @return the file, under one name however it is reached; null if there is none
   * @throws IOException with the end of a message for people if it lies outside the folder, is no
   *     regular file or cannot be looked at
   */
  public @Nullable Path parent(Path from, String path) throws IOException {
    Path file;
    try {
      file = folder.resolve(from).resolveSibling(path).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("which is no path on this platform", e);
    }
    if (!file.startsWith(folder)) {
      throw outside();
    }
    try {
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw outside();
      }
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      throw new IOException("which cannot be looked at: " + e.getMessage(), e);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("which is no regular file, wanted a policy file");
    }
    return file;
  }

  private IOException outside() {
    return new IOException(
        "which leads outside the policy's folder, wanted a file in "
            + Message.quote(folder.toString()));
  }
}
