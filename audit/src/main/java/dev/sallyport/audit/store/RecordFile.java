package dev.sallyport.audit.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * The file of the store that takes records, after Chronicle has made it and written its first one:
 * documents are put into the mapped file as section 2 of {@code docs/audit-format.md} says, without
 * Chronicle's own bookkeeping for each. The header is stored last, atomically, and only where it
 * was 0. {@link #append} and {@link #committedAt} are for one caller at a time, {@link #extend} for
 * any thread.
 */
final class RecordFile implements ReferenceOwner {
  /** More than any document takes with its header and the place of the next one. */
  private static final int ROOM = 66_000;

  private static final int HEADER = 4;
  private static final int METADATA = 0x40000000;
  private static final int LENGTH_MASK = 0x3FFFFFFF;
  private static final int LONGEST = 65_535;

  /** How far the writer gets at most between two calls of {@link #makeReady}. */
  private static final long STRIDE_BYTES = 1L << 20;

  private final Memory memory = OS.memory();
  private final StoreSeams seams;
  private final Path path;
  private final MappedFile mapped;
  private final RandomAccessFile handle;
  private final long chunkBytes;

  /** Held to make the file longer or to map it, which both can do. */
  private final ReentrantLock extending = new ReentrantLock();

  private final SpaceReservation reservation;

  private final WritePosition writePosition;
  private MappedBytesStore chunk;
  private boolean closed;

  /** What to add to a place in the file to have its address. */
  private long base;

  /** The last place at which a document may begin without more being made ready. */
  private long lastStart;

  private long end;
  private long last;
  private long sequence;
  private boolean foreign;

  /**
   * Goes on in {@code mapped}.
   *
   * @param handle open on the same file; this does not close it
   * @param documentEnd where a record ends after which there are none but the store's own documents
   * @param sequence how many records are before that one in the file
   */
  RecordFile(
      MappedFile mapped,
      RandomAccessFile handle,
      long documentEnd,
      long sequence,
      WritePosition writePosition,
      StoreSeams seams)
      throws IOException {
    this.seams = seams;
    this.sequence = sequence;
    this.writePosition = writePosition;
    this.path = mapped.file().toPath();
    this.mapped = mapped;
    this.handle = handle;
    this.chunkBytes = mapped.chunkSize();
    this.end = aligned(documentEnd);
    this.chunk = mapped.acquireByteStore(this, end);
    this.base = chunk.addressForWrite(chunk.start()) - chunk.start();
    try {
      skipStoresOwn();
      this.reservation = new SpaceReservation(handle, end);
    } catch (Throwable e) {
      chunk.release(this);
      throw e;
    }
    this.lastStart = -1;
  }

  /** Skips the index that Chronicle may have put after its record. */
  private void skipStoresOwn() throws IOException {
    while (true) {
      int header = memory.readVolatileInt(base + end);
      if (header == 0) {
        return;
      }
      if ((header & ~LENGTH_MASK) != METADATA) {
        throw new StoreException("`" + path + "` has records that are not ours", null);
      }
      end = aligned(end + HEADER + (header & LENGTH_MASK));
      if (end >= chunk.start() + chunkBytes) {
        moveTo(end);
      }
    }
  }

  Path path() {
    return path;
  }

  RandomAccessFile handle() {
    return handle;
  }

  /** Where the next document will begin. */
  long end() {
    return end;
  }

  /**
   * Appends the first {@code length} bytes of {@code record} as one document.
   *
   * @throws StoreException if there is no space, and nothing was appended; or if someone else wrote
   */
  void append(byte[] record, int length) {
    long at = end;
    if (at > lastStart) {
      makeReady(at);
    }
    if (length < 1 || length > LONGEST) {
      throw new StoreException("got a record of `" + length + "` bytes", null);
    }
    long address = base + at;
    seams.beforeWrite();
    memory.writeBytes(address + HEADER, record, 0, length);
    seams.afterWrite();
    // What an append that failed has left must not look like a header.
    memory.writeLong(address + HEADER + length, 0);
    seams.beforeCommit();
    if (!memory.compareAndSwapInt(address, 0, length)) {
      foreign = true;
      throw new StoreException("someone else writes to `" + path + "`", null);
    }
    last = at;
    sequence++;
    end = aligned(at + HEADER + length);
    seams.afterCommit();
  }

  /**
   * Whether a document stands at {@code before}, where this file ended before an append that threw.
   *
   * @throws StoreException if it may be someone else's
   */
  boolean committedAt(long before) {
    if (foreign) {
      throw new StoreException("someone else writes to `" + path + "`", null);
    }
    int header = memory.readVolatileInt(base + before);
    if (header == 0) {
      return false;
    }
    if (end == before) {
      last = before;
      sequence++;
      end = aligned(before + HEADER + header);
    }
    return true;
  }

  private void makeReady(long at) {
    noteEnd();
    extending.lock();
    try {
      if (at >= chunk.start() + chunkBytes) {
        moveTo(at);
      }
      if (reservation.reserved() - at < ROOM) {
        reservation.ensure(at + ROOM);
      }
      long inChunk = Math.min(chunk.start() + chunkBytes - 1, at + STRIDE_BYTES);
      lastStart = Math.min(reservation.reserved() - ROOM, inChunk);
    } catch (IOException e) {
      throw new StoreException("can't reserve space for records: " + e.getMessage(), e);
    } finally {
      extending.unlock();
    }
  }

  /** Tells Chronicle, unless this file is new, how far the writer has got. */
  void noteEnd() {
    if (last > 0) {
      writePosition.note(last, sequence);
    }
  }

  private void reserveMore(long until) {
    try {
      reservation.ensure(until);
    } catch (IOException e) {
      // There is room for this record; the next one meets the error again.
    }
  }

  private void moveTo(long position) throws IOException {
    MappedBytesStore next = mapped.acquireByteStore(this, position);
    MappedBytesStore old = chunk;
    chunk = next;
    base = next.addressForWrite(next.start()) - next.start();
    old.release(this);
  }

  /**
   * Makes room ahead of the writer, as far as the disk allows.
   *
   * @param from a place that the writer has reached
   * @param bytes how much room to make
   */
  void extend(long from, long bytes) {
    extending.lock();
    try {
      if (!closed) {
        reserveMore(from + bytes);
      }
    } finally {
      extending.unlock();
    }
  }

  void close() {
    extending.lock();
    try {
      if (!closed) {
        closed = true;
        writePosition.close();
        chunk.release(this);
      }
    } finally {
      extending.unlock();
    }
  }

  private static long aligned(long at) {
    return at + 3 & ~3L;
  }
}
