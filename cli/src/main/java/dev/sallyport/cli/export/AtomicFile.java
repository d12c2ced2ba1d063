package dev.sallyport.cli.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are there whole or not at all, also after a power failure. */
public final class AtomicFile {
  private static final String PART = ".part";

  private AtomicFile() {}

  /** Writes {@code bytes} to {@code file}, in the place of what was there. */
  public static void write(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, bytes); // a device or a pipe, which nothing may replace
      return;
    }
    Path part = part(file);
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    publish(part, file);
  }

  /** Where to write what {@link #publish} is to make {@code file}. */
  public static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + PART);
  }

  /** Makes the finished {@code part} the content of {@code file} in one step. */
  public static void publish(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
