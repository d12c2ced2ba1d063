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
  /**
   * Written at once and from a multiple of it on, because the operating system then keeps it in few
   * large pieces, of which each is mapped by the first store to it.
   */
  static final int BLOCK_BYTES = 1 << 20;

  /** Tried where a whole block no longer fits. */
  private static final int REST_BYTES = 64 << 10;

  private static final byte[] ZEROS = new byte[BLOCK_BYTES];

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
   * Makes sure that there are blocks up to {@code until} and somewhat further, or up to where the
   * disk is full.
   *
   * @throws IOException if the disk is full before {@code until}
   */
  void ensure(long until) throws IOException {
    while (reserved < until) {
      int bytes = (int) (BLOCK_BYTES - reserved % BLOCK_BYTES);
      try {
        write(bytes);
      } catch (IOException e) {
        fill(until, bytes);
      }
    }
  }

  private void fill(long until, int bytes) throws IOException {
    for (int written = 0; written < bytes && reserved < until; written += REST_BYTES) {
      write(REST_BYTES);
    }
  }

  private void write(int bytes) throws IOException {
    file.seek(reserved);
    file.write(ZEROS, 0, bytes);
    reserved += bytes;
  }
}
