package dev.sallyport.audit.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Takes everyone but the owner off the files of a run, whatever the umask said. */
final class OwnerOnly {
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
          view.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
      }
    } catch (IOException e) {
      throw new StoreException("can't make the files in `" + folder + "` owner-only", e);
    }
  }
}
