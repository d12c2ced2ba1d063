package dev.sallyport.audit.seal;

import dev.sallyport.audit.RecordFrame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one run back as bytes, also while they are appended, and checks that each is
 * whole and the next in order. {@code docs/audit-format.md} describes the files. Reads instead of
 * mapping, so that a file that someone shortens is a finding and not a crash. Allocates nothing per
 * record. Not thread-safe.
 */
final class LeafReader implements Closeable {
  /** Takes whatever leaf comes first. */
  static final long ANY_LEAF = -1;

  private static final int HEADER = 4;
  private static final int NOT_COMPLETE = 0x80000000;
  private static final int METADATA = 0x40000000;
  private static final int LENGTH_MASK = 0x3FFFFFFF;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MAX_RECORD = 0xFFFF;

  private final Path folder;
  private final long bootId;
  private final RecordFrame frame = new RecordFrame();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(buffer);
  private long bufferStart;
  private int buffered;
  private @Nullable Path file;
  private @Nullable FileChannel channel;
  private long position;
  private long nextLeaf;
  private @Nullable Path firstFile;
  private int offset;
  private int length;

  /**
   * Reads from the leaf {@code firstLeaf} on, which the first file must begin with; or from
   * whichever it begins with, {@link #ANY_LEAF}.
   */
  LeafReader(Path folder, long bootId, long firstLeaf) {
    this.folder = folder;
    this.bootId = bootId;
    this.nextLeaf = firstLeaf;
  }

  /** Reads from the first record of {@code file} on, whichever leaf that is. */
  static LeafReader from(Path folder, long bootId, Path file) {
    LeafReader reader = new LeafReader(folder, bootId, ANY_LEAF);
    reader.firstFile = file;
    return reader;
  }

  /**
   * Goes to the next record.
   *
   * @return whether there is one; {@link #bytes} then holds it
   * @throws LogDamageException if what is there is not the next record
   */
  boolean next() throws IOException {
    while (true) {
      if (channel == null && !openAfter(null)) {
        return false;
      }
      int header = headerAt(position);
      if (header > 0 && (header & METADATA) == 0) {
        take(header);
        return true;
      }
      if (header > 0) {
        skip(header & LENGTH_MASK);
      } else if (!goOn()) {
        return false;
      }
    }
  }

  /** Where the record is that {@link #next} found, from {@link #offset}. */
  byte[] bytes() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** The leaf index that the next record must have. */
  long nextLeaf() {
    return nextLeaf;
  }

  /** The file of the record that {@link #next} found last. */
  Path file() {
    Path current = file;
    if (current == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return current;
  }

  private void skip(int bytes) throws IOException {
    if (position + HEADER + bytes > require().size()) {
      throw damage("a document reaches past the end of the file");
    }
    position = after(bytes);
  }

  private void take(int bytes) throws IOException {
    String problem = problem(bytes);
    if (problem != null) {
      // The copy may have been taken in the middle of a write.
      buffered = 0;
      problem = problem(bytes);
    }
    if (problem != null) {
      throw damage(problem);
    }
    offset = (int) (position + HEADER - bufferStart);
    length = bytes;
    nextLeaf++;
    position = after(bytes);
  }

  private @Nullable String problem(int bytes) throws IOException {
    if (bytes > MAX_RECORD) {
      return "a document of `" + bytes + "` bytes can't be a record";
    }
    if (!load(position + HEADER, bytes)) {
      return "a record reaches past the end of the file";
    }
    int start = (int) (position + HEADER - bufferStart);
    if (nextLeaf == ANY_LEAF && bytes >= RecordFrame.MIN_LENGTH) {
      nextLeaf = RecordFrame.leaf(buffer, start);
    }
    return frame.problem(buffer, start, bytes, nextLeaf, bootId);
  }

  private long after(int bytes) {
    return position + HEADER + bytes + 3 & ~3L;
  }

  /** Where this file has no record more: whether there is one, after all or in a later file. */
  private boolean goOn() throws IOException {
    Path later = after(file());
    if (later == null) {
      return false;
    }
    // Once there is a later file nobody writes to this one: a last look is final.
    buffered = 0;
    if (headerAt(position) > 0) {
      return true;
    }
    return openAfter(file());
  }

  private @Nullable Path after(@Nullable Path current) throws IOException {
    Path first = firstFile;
    if (current == null && first != null) {
      return first;
    }
    for (Path candidate : SealFiles.records(folder)) {
      if (current == null || candidate.compareTo(current) > 0) {
        return candidate;
      }
    }
    return null;
  }

  private boolean openAfter(@Nullable Path current) throws IOException {
    Path next = after(current);
    if (next == null) {
      return false;
    }
    close();
    channel = FileChannel.open(next, StandardOpenOption.READ);
    file = next;
    position = 0;
    buffered = 0;
    return true;
  }

  private FileChannel require() {
    FileChannel current = channel;
    if (current == null) {
      throw new IllegalStateException("no file is open");
    }
    return current;
  }

  /** The header at {@code at}, or 0 past the end of the file; not above 0 if there is no record. */
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
    bufferStart = at;
    buffered = 0;
    while (buffered < count) {
      view.clear().position(buffered);
      int read = require().read(view, at + buffered);
      if (read < 0) {
        return false;
      }
      buffered += read;
    }
    return true;
  }

  private LogDamageException damage(String what) {
    return new LogDamageException(
        "record `" + nextLeaf + "` in `" + file + "` at byte `" + position + "`: " + what);
  }

  @Override
  public void close() throws IOException {
    FileChannel old = channel;
    channel = null;
    if (old != null) {
      old.close();
    }
  }
}
