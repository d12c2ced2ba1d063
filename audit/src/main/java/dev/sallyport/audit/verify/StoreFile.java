package dev.sallyport.audit.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Walks the raw records of one file of the store while another process may write it; {@code
 * docs/audit-format.md} is the source of the layout. Decodes nothing but what every record begins
 * and ends with. Not thread-safe.
 */
final class StoreFile implements Closeable {
  /** What stands at a place of the file. */
  enum Found {
    /** A document that is framed as a record; {@link #problem} says if it is none. */
    RECORD,
    /** Bytes without a frame, from {@link #begin} to {@link #end}. */
    DAMAGE,
    /** Nothing, or the mark that nothing follows. */
    NOTHING
  }

  static final int HEADER = 4;
  static final int MIN_RECORD = 44;
  static final int MAX_RECORD = 65_535;
  private static final int MAGIC = 0x53504C59;
  private static final int NOT_COMPLETE = 0x80000000;
  private static final int METADATA = 0x40000000;
  private static final int LENGTH_MASK = 0x3FFFFFFF;
  private static final int END_OF_FILE = NOT_COMPLETE | METADATA;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MIN_BUFFER_BYTES = 1 << 13;

  private final Path path;
  private final RandomAccessFile file;
  private final CRC32C crc = new CRC32C();
  private byte[] buffer;
  private long bufferStart;
  private int buffered;
  private long position;
  private long begin;
  private long end;
  private int length;
  private String problem = "";
  private boolean lost;

  StoreFile(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
    this.buffer = new byte[MIN_BUFFER_BYTES];
  }

  Path path() {
    return path;
  }

  /** Where in the file what was found begins, without the header in front of it. */
  long begin() {
    return begin;
  }

  /** Offset after what was found. */
  long end() {
    return end;
  }

  byte[] bytes() {
    return buffer;
  }

  /** Index in {@link #bytes} of the record that was found. */
  int at() {
    return (int) (begin - bufferStart);
  }

  int length() {
    return length;
  }

  /** What is wrong with the frame of what was found, or an empty text. */
  String problem() {
    return problem;
  }

  long leafIndex() {
    return longAt(at() + 8);
  }

  int kind() {
    return buffer[at() + 7] & 0xFF;
  }

  /**
   * Looks at the next document that is not the store's own.
   *
   * @param checked whether to look at its checksum; else only its frame is looked at
   */
  Found next(boolean checked) throws IOException {
    problem = "";
    while (!lost) {
      int header = headerAt(position);
      boolean beingMade = (header & NOT_COMPLETE) != 0 && position == 0;
      if (header == 0 || header == END_OF_FILE || beingMade) {
        return Found.NOTHING;
      }
      int size = header & LENGTH_MASK;
      if ((header & NOT_COMPLETE) != 0) {
        return damage("a document is marked as unfinished");
      }
      if (position + HEADER + size > file.length()) {
        return damage("a document of `" + size + "` bytes reaches past the end of the file");
      }
      if ((header & METADATA) == 0) {
        return size < MIN_RECORD || size > MAX_RECORD
            ? damage("a document of `" + size + "` bytes can't be a record")
            : take(size, checked);
      }
      position = after(position, size);
    }
    return Found.NOTHING;
  }

  private Found take(int size, boolean checked) throws IOException {
    String wrong = frameProblem(position + HEADER, size, checked);
    if (!wrong.isEmpty()) {
      // The copy may have been taken in the middle of a write.
      buffered = 0;
      wrong = frameProblem(position + HEADER, size, checked);
    }
    if (!wrong.isEmpty() && recordAt(position + HEADER) != 0) {
      return damage("the length before a record does not fit it");
    }
    begin = position + HEADER;
    end = begin + size;
    length = size;
    problem = wrong;
    position = after(position, size);
    return Found.RECORD;
  }

  /** What is wrong with the record of {@code size} bytes at {@code from}, or an empty text. */
  private String frameProblem(long from, int size, boolean checked) throws IOException {
    if (!load(from, size)) {
      return "it reaches past the end of the file";
    }
    int at = (int) (from - bufferStart);
    if (intAt(at) != MAGIC) {
      return "it does not begin with `SPLY`";
    }
    int stated = shortAt(at + 4);
    if (stated != size) {
      return "its length is `" + stated + "`; the store holds `" + size + "`";
    }
    return checked && !checksumFits(at, size) ? "its checksum does not match its bytes" : "";
  }

  private boolean checksumFits(int at, int size) {
    crc.reset();
    crc.update(buffer, at, size - 4);
    return intAt(at + size - 4) == (int) crc.getValue();
  }

  /** Notes the damage and goes to the next whole record, if there is one. */
  private Found damage(String what) throws IOException {
    long from = position;
    int own = recordAt(from + HEADER);
    long next = own == 0 ? search(from + HEADER) : after(from, own);
    lost = next < 0;
    begin = from;
    end = lost ? Math.min(file.length(), from + HEADER) : next;
    position = end;
    problem = what;
    return Found.DAMAGE;
  }

  /** The length of the whole record at {@code from}, or 0 if there is none. */
  private int recordAt(long from) throws IOException {
    if (!load(from, MIN_RECORD)) {
      return 0;
    }
    int size = shortAt((int) (from - bufferStart) + 4);
    return size >= MIN_RECORD && frameProblem(from, size, true).isEmpty() ? size : 0;
  }

  /** Where the next document with a whole record begins, from {@code from} on, or -1. */
  private long search(long from) throws IOException {
    long last = file.length() - HEADER - MIN_RECORD;
    for (long at = aligned(from); at <= last; at += HEADER) {
      if (load(at, HEADER + HEADER)
          && intAt((int) (at - bufferStart) + HEADER) == MAGIC
          && recordAt(at + HEADER) != 0) {
        return at;
      }
    }
    return -1;
  }

  /** The leaf index of the record that comes next, or -1; what was found stays in the buffer. */
  long peekLeafIndex() throws IOException {
    int wanted = (int) (position + HEADER + MIN_RECORD - begin);
    if (!load(begin, wanted)) {
      return -1;
    }
    int at = (int) (position - bufferStart);
    int header = littleEndian(at);
    return header >= MIN_RECORD && header <= MAX_RECORD ? longAt(at + HEADER + 8) : -1;
  }

  /** The header at {@code at}, or 0 past the end of the file. */
  private int headerAt(long at) throws IOException {
    if (!load(at, HEADER)) {
      return 0;
    }
    int header = littleEndian((int) (at - bufferStart));
    if (header == 0 || (header & NOT_COMPLETE) != 0) {
      // Not yet when this was read; it may be by now.
      buffered = 0;
      return load(at, HEADER) ? littleEndian((int) (at - bufferStart)) : 0;
    }
    return header;
  }

  private int littleEndian(int i) {
    return Integer.reverseBytes(intAt(i));
  }

  private int shortAt(int i) {
    return (buffer[i] & 0xFF) << 8 | (buffer[i + 1] & 0xFF);
  }

  private int intAt(int i) {
    return shortAt(i) << 16 | shortAt(i + 2);
  }

  private long longAt(int i) {
    return (long) intAt(i) << 32 | (intAt(i + 4) & 0xFFFFFFFFL);
  }

  /** The boot id of the record that was found. */
  long bootId() {
    return longAt(at() + 32);
  }

  /** The call that the decision or outcome that was found is about. */
  long callId() {
    return longAt(at() + 40);
  }

  /** When the record that was found was written, microseconds since 1970. */
  long wallClockMicros() {
    return longAt(at() + 16);
  }

  /**
   * Makes sure that {@code count} bytes from {@code from} are buffered; false if there are fewer.
   */
  private boolean load(long from, int count) throws IOException {
    if (from >= bufferStart && from + count <= bufferStart + buffered) {
      return true;
    }
    if (bufferStart > 0 || count > buffer.length) {
      grow();
    }
    file.seek(from);
    bufferStart = from;
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

  /** More than the beginning is read, so reading in large pieces pays. */
  private void grow() {
    if (buffer.length < BUFFER_BYTES) {
      buffer = new byte[BUFFER_BYTES];
    }
  }

  private static long after(long at, int size) {
    return aligned(at + HEADER + size);
  }

  private static long aligned(long at) {
    return at + 3 & ~3L;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
