package dev.sallyport.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the bytes of store files that were read. Not thread-safe. */
final class ReadProgress {
  private final VerifyProgress listener;
  private long total;
  private long done;
  private long current;

  ReadProgress(VerifyProgress listener) {
    this.listener = listener;
  }

  /** So many bytes more are to be read. */
  void expect(long bytes) {
    total += bytes;
  }

  /** Reading of {@code file} begins, and that of the one before is over. */
  void opened(Path file) throws IOException {
    done += current;
    current = Files.exists(file) ? Files.size(file) : 0;
    listener.read(done, total);
  }

  /** The file is read up to {@code offset}. */
  void at(long offset) {
    listener.read(done + offset, total);
  }
}
