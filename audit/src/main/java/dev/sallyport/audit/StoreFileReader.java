package dev.sallyport.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks the documents of one file of the store, {@code *.cq4}, while another process may write it;
 * {@code docs/audit-format.md} describes the file. Reads the file instead of mapping it, so that a
 * file that someone shortens is a finding and not a crash. Not thread-safe.
 */
final class StoreFileReader implements Closeable {
  /** What stands at a place of the file. */
  enum Found {
    /** A record, in {@link #record}. */
    RECORD,
    /** Bytes that should be a record and are not; {@link #problem} says why. */
    DAMAGE,
    /** Nothing, yet. */
    NOTHING,
    /** The mark that nothing follows in this file. */
    END
  }

  static final int HEADER = 4;
  private static final int NOT_COMPLETE = 0x80000000;
  private static final int METADATA = 0x40000000;
  private static final int LENGTH_MASK = 0x3FFFFFFF;
  private static final int END_OF_FILE = NOT_COMPLETE | METADATA;
  private static final int BUFFER_BYTES = 256 << 10;

  private final Path path;
  private final RandomAccessFile file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferStart;
  private int buffered;
  private long position;
  private long foundAt;
  private @Nullable AuditRecord record;
  private String problem = "";
  private boolean lost;
  private int recordAt;
  private int recordLength;

  StoreFileReader(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  Path path() {
    return path;
  }

  /** The record that {@link #next} found. */
  AuditRecord record() {
    AuditRecord found = record;
    if (found == null) {
      throw new IllegalStateException("no record was found");
    }
    return found;
  }

  /** A copy of the bytes of the record that {@link #next} found: the leaf of the tree. */
  byte[] recordBytes() {
    if (record == null) {
      throw new IllegalStateException("no record was found");
    }
    return Arrays.copyOfRange(buffer, recordAt, recordAt + recordLength);
  }

  String problem() {
    return problem;
  }

  /** Where in the file what {@link #next} found begins. */
  long foundAt() {
    return foundAt;
  }

  /**
   * Goes to where the last {@code count} records of the file begin, or to the first if it holds
   * fewer, without looking into them.
   *
   * @return how many records follow
   */
  int seekLast(int count) throws IOException {
    long[] starts = new long[Math.max(count, 1)];
    int found = 0;
    long at = 0;
    for (int header = headerAt(at); header > 0; header = headerAt(at)) {
      int length = header & LENGTH_MASK;
      if (at + HEADER + length > file.length()) {
        break;
      }
      if ((header & METADATA) == 0) {
        starts[found % starts.length] = at;
        found++;
      }
      at = after(at, length);
    }
    int kept = Math.min(found, count);
    seek(kept == 0 ? at : starts[(found - kept) % starts.length]);
    return kept;
  }

  /** Goes to a place where a document begins. */
  void seek(long newPosition) {
    position = newPosition;
    lost = false;
  }

  /** Looks at the next document that is not the store's own. */
  Found next() throws IOException {
    record = null;
    while (true) {
      int header = headerAt(position);
      if (header == 0 || lost) {
        return Found.NOTHING;
      }
      if (header == END_OF_FILE) {
        return Found.END;
      }
      if ((header & NOT_COMPLETE) != 0 && position == 0) {
        return Found.NOTHING;
      }
      foundAt = position;
      if ((header & NOT_COMPLETE) != 0) {
        return damage("a document is marked as unfinished");
      }
      int length = header & LENGTH_MASK;
      boolean metadata = (header & METADATA) != 0;
      if (position + HEADER + length > file.length()) {
        return damage("a document of `" + length + "` bytes reaches past the end of the file");
      }
      if (!metadata) {
        return take(length);
      }
      position = after(position, length);
    }
  }

  private Found take(int length) throws IOException {
    String wrong = decode(position, length);
    if (wrong != null) {
      // The copy may have been taken in the middle of a write.
      buffered = 0;
      wrong = decode(position, length);
    }
    if (wrong != null) {
      return damage(wrong);
    }
    position = after(position, length);
    return Found.RECORD;
  }

  /** Decodes the record in the document at {@code at}; null, or what is wrong with it. */
  private @Nullable String decode(long at, int length) throws IOException {
    if (length > RecordFormat.MAX_RECORD) {
      return "a document of `" + length + "` bytes can't be a record";
    }
    if (!load(at + HEADER, length)) {
      return "a document of `" + length + "` bytes reaches past the end of the file";
    }
    try {
      recordAt = (int) (at + HEADER - bufferStart);
      recordLength = length;
      record = RecordDecoder.decode(buffer, recordAt, length);
      return null;
    } catch (DamagedRecordException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Notes the damage and goes to the next record that is whole, if there is one. */
  private Found damage(String what) throws IOException {
    problem = what;
    long next = after(position, headerAt(position) & LENGTH_MASK);
    int ownLength = ownLength(position);
    if (ownLength > 0) {
      next = after(position, ownLength);
    } else if (!isPlausible(next)) {
      next = search(position + HEADER);
    }
    record = null;
    if (next < 0) {
      lost = true;
    } else {
      position = next;
    }
    return Found.DAMAGE;
  }

  /** The length of the record in the document at {@code at} if it is whole, else 0. */
  private int ownLength(long at) throws IOException {
    if (!load(at + HEADER, RecordFormat.MIN_RECORD)) {
      return 0;
    }
    int i = (int) (at + HEADER - bufferStart) + RecordFormat.LENGTH_AT;
    int length = (buffer[i] & 0xFF) << 8 | (buffer[i + 1] & 0xFF);
    return decode(at, length) == null ? length : 0;
  }

  /** Whether the writer can have gone on at {@code at}. */
  private boolean isPlausible(long at) throws IOException {
    if (at >= file.length()) {
      return false;
    }
    int header = headerAt(at);
    if (header == 0 || (header & NOT_COMPLETE) != 0) {
      return true;
    }
    int length = header & LENGTH_MASK;
    boolean metadata = (header & METADATA) != 0;
    return metadata
        ? at + HEADER + length <= file.length()
        : length <= RecordFormat.MAX_RECORD && decode(at, length) == null;
  }

  /** Where the next whole record's document begins, from {@code from} on, or -1. */
  private long search(long from) throws IOException {
    long end = file.length();
    for (long at = aligned(from); at + HEADER + RecordFormat.MIN_RECORD <= end; at += HEADER) {
      int header = load(at, HEADER) ? buffered(at) : 0;
      if (header >= RecordFormat.MIN_RECORD
          && header <= RecordFormat.MAX_RECORD
          && decode(at, header) == null) {
        return at;
      }
    }
    return -1;
  }

  /** The header at {@code at}, or 0 past the end of the file. */
  private int headerAt(long at) throws IOException {
    if (!load(at, HEADER)) {
      return 0;
    }
    int header = buffered(at);
    if (header == 0 || (header & NOT_COMPLETE) != 0) {
      // Not yet when this was read; it may be by now.
      buffered = 0;
      return load(at, HEADER) ? buffered(at) : 0;
    }
    return header;
  }

  private int buffered(long at) {
    int i = (int) (at - bufferStart);
    return (buffer[i] & 0xFF)
        | (buffer[i + 1] & 0xFF) << 8
        | (buffer[i + 2] & 0xFF) << 16
        | (buffer[i + 3] & 0xFF) << 24;
  }

  /** Makes sure that {@code count} bytes from {@code at} are buffered; false if there are fewer. */
  private boolean load(long at, int count) throws IOException {
    if (at >= bufferStart && at + count <= bufferStart + buffered) {
      return true;
    }
    file.seek(at);
    bufferStart = at;
    buffered = 0;
    while (buffered < count) {
      int read = file.read(buffer, buffered, buffer.length - buffered);
      if (read < 0) {
        return false;
      }
      buffered += read;
    }
    return true;
  }

  private static long after(long at, int length) {
    return aligned(at + HEADER + length);
  }

  private static long aligned(long at) {
    return at + 3 & ~3L;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
