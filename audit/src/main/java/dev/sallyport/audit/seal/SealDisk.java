package dev.sallyport.audit.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Every change of the disk that sealing makes goes through here, one step at a time, so that a test
 * can watch, fail or stop at each.
 */
class SealDisk {
  static final SealDisk REAL = new SealDisk();

  private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

  /** Opens a file for reading and writing, and makes it, for its owner only, if need be. */
  final FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.<OpenOption>of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        ownerOnly(file));
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /** Writes all of {@code bytes} at {@code position}. */
  void write(Path file, FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Waits until what was written to the file is on the disk. */
  void force(Path file, FileChannel channel) throws IOException {
    channel.force(false);
  }

  /** Waits until the names in a folder are on the disk. */
  void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return; // a folder can't be opened there; names are journaled
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives {@code from} the name {@code to}, in one step. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes a file that may be gone already. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Shortens a file. */
  void truncate(Path file, FileChannel channel, long length) throws IOException {
    channel.truncate(length);
  }

  /**
   * Puts {@code content} in the place of {@code file}: whenever this is cut short, either the old
   * or the new content is there, whole.
   */
  final void replace(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = file.resolveSibling(SealFiles.name(file) + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel = open(temporary)) {
      write(temporary, channel, ByteBuffer.wrap(content), 0);
      force(temporary, channel);
    }
    move(temporary, file);
    if (folder != null) {
      forceFolder(folder);
    }
  }
}
