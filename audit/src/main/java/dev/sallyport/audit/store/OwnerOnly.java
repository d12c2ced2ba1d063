package dev.sallyport.audit.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes everyone but the owner off the files of a run, whatever the umask said. */
public final class OwnerOnly {
  private static final String MODE = "rw-------";

  private OwnerOnly() {}

  /**
   * Sets the mode of each file in {@code folder} to 0600, where the file system has modes.
   *
   * @throws StoreException if that fails
   */
  static void files(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        PosixFileAttributeView view =
            Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
          view.setPermissions(PosixFilePermissions.fromString(MODE));
        }
      }
    } catch (IOException e) {
      throw new StoreException("can't make the files in `" + folder + "` owner-only", e);
    }
  }

  /** Opens {@code file} for a lock on it, and makes it, with mode 0600, if there is none. */
  public static FileChannel openForLocking(Path file) throws IOException {
    boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        modes
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes);
  }

  /** What {@code e} says, without a class name and the path, which the caller names. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    @Nullable String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
