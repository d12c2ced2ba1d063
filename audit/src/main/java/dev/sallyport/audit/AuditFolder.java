package dev.sallyport.audit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The folder of one run. On the path of a process start: no formatters, no streams. */
public final class AuditFolder {
  private AuditFolder() {}

  /** As {@link #create(Path, long, Instant, long)} with the default free space. */
  public static Path create(Path root, long bootId, Instant start) throws IOException {
    return create(root, bootId, start, AuditOptions.DEFAULT_MIN_FREE_BYTES);
  }

  /**
   * Makes a fresh folder {@code root/<start>-<boot id>/} that only the owner can enter, and {@code
   * root} if need be.
   *
   * @param minFreeBytes usable space that the disk must have
   * @return the folder
   * @throws IOException with a one-line message if that can't be done
   */
  public static Path create(Path root, long bootId, Instant start, long minFreeBytes)
      throws IOException {
    Path folder = root.resolve(RunFolder.nameOf(start, bootId));
    try {
      if (!Files.isDirectory(root)) {
        createOwnerOnly(root, true);
      }
      long free = root.toFile().getUsableSpace();
      if (free < minFreeBytes) {
        throw new IOException(
            "the disk of the audit folder `"
                + root
                + "` has `"
                + free
                + "` bytes free; wanted at"
                + " least `"
                + minFreeBytes
                + "` (setting audit.min_free)");
      }
      createOwnerOnly(folder, false);
    } catch (FileSystemException e) {
      throw new IOException("can't create the audit folder `" + folder + "`: " + reason(e), e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("can't write to the audit folder `" + folder + "`");
    }
    return folder;
  }

  private static void createOwnerOnly(Path folder, boolean withParents) throws IOException {
    FileAttribute<?>[] attributes = attributes(folder);
    if (withParents) {
      Files.createDirectories(folder, attributes);
    } else {
      Files.createDirectory(folder, attributes);
    }
    if (attributes.length > 0) {
      // The umask may have taken bits of the owner's own.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static FileAttribute<?>[] attributes(Path folder) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "`" + e.getFile() + "` exists and is not a folder for a new run";
    }
    @Nullable String reason = e.getReason();
    return reason == null ? e.toString() : reason;
  }
}
