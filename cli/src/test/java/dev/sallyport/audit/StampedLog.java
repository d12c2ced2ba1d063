package dev.sallyport.audit;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes a run's files, in the store's form and by the real codec, with clocks, file names and
 * damage that a test chooses.
 */
public final class StampedLog implements Closeable {
  private static final int METADATA = 0x40000000;
  private static final int END_OF_FILE = 0xC0000000;
  private static final int STORE_HEADER = 300;

  private final RecordEncoder encoder = new RecordEncoder();
  private final Path folder;
  private final long bootId;
  private OutputStream out = OutputStream.nullOutputStream();
  private long leaf;
  private boolean altered;

  private StampedLog(Path folder, long bootId) {
    this.folder = folder;
    this.bootId = bootId;
  }

  /** A run under {@code root} that starts at {@code start}. */
  public static StampedLog start(Path root, Instant start, long bootId) throws IOException {
    Path folder = root.resolve(RunFolder.nameOf(start, bootId));
    Files.createDirectories(folder);
    return new StampedLog(folder, bootId);
  }

  public Path folder() {
    return folder;
  }

  /** Begins a file; the one before gets its end mark. */
  public StampedLog file(String name) throws IOException {
    if (leaf > 0) {
      header(END_OF_FILE);
    }
    out.close();
    out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 20);
    header(METADATA | STORE_HEADER);
    out.write(new byte[STORE_HEADER]);
    return this;
  }

  /** Appends a record with the next leaf index. */
  public void append(AuditRecord record, long wallClockMicros) throws IOException {
    record.stamp(leaf, wallClockMicros, leaf * 1_000, bootId);
    leaf++;
    encoder.encode(record);
    int length = encoder.stamp(record);
    byte[] bytes = encoder.bytes();
    if (altered) {
      bytes[length / 2] ^= 0x20;
      altered = false;
    }
    header(length);
    out.write(bytes, 0, length);
    out.write(new byte[-length & 3]);
  }

  /** The store's own data between records, as it writes now and then. */
  public void storeData(int length) throws IOException {
    header(METADATA | length);
    out.write(new byte[length + 3 & ~3]);
  }

  /** The next record gets a wrong bit. */
  public void alterNext() {
    altered = true;
  }

  /** Leaves out a leaf index. */
  public void skipLeaf() {
    leaf++;
  }

  public long leaf() {
    return leaf;
  }

  private void header(int value) throws IOException {
    out.write(value);
    out.write(value >>> 8);
    out.write(value >>> 16);
    out.write(value >>> 24);
  }

  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
