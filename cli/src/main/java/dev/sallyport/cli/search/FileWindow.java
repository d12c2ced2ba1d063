package dev.sallyport.cli.search;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A part of a file in memory, moved along as it is read. Not thread-safe. */
final class FileWindow implements Closeable {
  private static final int BYTES = 1 << 20;

  private final Path path;
  private final RandomAccessFile file;
  private final byte[] buffer = new byte[BYTES];
  private long start;
  private int buffered;

  FileWindow(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  Path path() {
    return path;
  }

  byte[] bytes() {
    return buffer;
  }

  long length() throws IOException {
    return file.length();
  }

  /**
   * Where in {@link #bytes} the {@code count} bytes from {@code at} stand, or -1 if the file has
   * fewer.
   *
   * @param count at most 128 KiB
   */
  int load(long at, int count) throws IOException {
    if (at < start || at + count > start + buffered) {
      fill(at, count);
    }
    return at + count <= start + buffered ? (int) (at - start) : -1;
  }

  private void fill(long at, int count) throws IOException {
    file.seek(at);
    start = at;
    buffered = 0;
    while (buffered < count) {
      int read = file.read(buffer, buffered, buffer.length - buffered);
      if (read < 0) {
        return;
      }
      buffered += read;
    }
  }

  /** Reads again what may have been written meanwhile. */
  void forget() {
    buffered = 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
