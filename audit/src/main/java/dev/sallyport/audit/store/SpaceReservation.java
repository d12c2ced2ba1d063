package dev.sallyport.audit.store;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Keeps disk blocks allocated ahead of the writer. Chronicle's files are sparse; a store to a page
 * for which the disk has no block kills the page, loses records that were acknowledged, and reaches
 * Java as an InternalError. A write of zeros that fails instead is an ordinary exception before
 * anything is lost.
 */
final class SpaceReservation implements AutoCloseable {
  /** Room for one record and two index blocks of Chronicle, twice. */
  private static final long LOW_BYTES = 256L << 10;

  private static final long STEP_BYTES = 512L << 10;
  private static final byte[] ZEROS = new byte[64 << 10];

  private final RandomAccessFile file;
  private long reserved;

  /**
   * Reserves in {@code path}, whose content may reach {@value #LOW_BYTES} bytes past {@code end}.
   */
  SpaceReservation(File path, long end) {
    try {
      file = new RandomAccessFile(path, "rw");
    } catch (IOException e) {
      throw new StoreException("can't open `" + path + "`: " + e.getMessage(), e);
    }
    reserved = end + LOW_BYTES;
  }

  /** Makes sure there are blocks for what is appended next at {@code end}. */
  void ensure(long end) {
    if (reserved - end >= LOW_BYTES) {
      return;
    }
    try {
      long until = end + LOW_BYTES + STEP_BYTES;
      file.seek(reserved);
      while (reserved < until) {
        file.write(ZEROS);
        reserved += ZEROS.length;
      }
    } catch (IOException e) {
      throw new StoreException("can't reserve space for records: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      StoreLogger.INSTANCE.report("closing a file failed", e);
    }
  }
}
