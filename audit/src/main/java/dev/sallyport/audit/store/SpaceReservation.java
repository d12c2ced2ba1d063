package dev.sallyport.audit.store;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Keeps disk blocks allocated ahead of the writer. Chronicle's files are sparse; a store to a page
 * for which the disk has no block kills the page, loses records that were acknowledged, and reaches
 * Java as an InternalError. A write of zeros that fails instead is an ordinary exception before
 * anything is lost. For one caller at a time.
 */
final class SpaceReservation {
  private static final byte[] ZEROS = new byte[64 << 10];

  private final RandomAccessFile file;
  private long reserved;

  /** Reserves in {@code file}, in which there is nothing but zeros from {@code end} on. */
  SpaceReservation(RandomAccessFile file, long end) {
    this.file = file;
    this.reserved = end;
  }

  /** Up to where there are blocks. */
  long reserved() {
    return reserved;
  }

  /**
   * Makes sure that there are blocks up to {@code until}, or up to where the disk is full.
   *
   * @throws IOException if not all could be reserved
   */
  void ensure(long until) throws IOException {
    while (reserved < until) {
      file.seek(reserved);
      file.write(ZEROS);
      reserved += ZEROS.length;
    }
  }
}
