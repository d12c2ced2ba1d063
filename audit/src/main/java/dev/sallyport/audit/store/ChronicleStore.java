package dev.sallyport.audit.store;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A run folder as a Chronicle Queue that takes whole records of raw bytes. Chronicle makes and ends
 * the files, one for each day, and appends the first record of each; the others are put into the
 * mapped file by {@link RecordFile}. For one caller at a time, which may be a different thread each
 * time, but for {@link #extend} and {@link #force}.
 *
 * <p>A record becomes visible by one atomic store of its length; until then its place counts as
 * empty. After an error, which may have come before or after that store, {@link #uncertain} is
 * true, and only {@link #settle} or {@link #reopen} help.
 */
public final class ChronicleStore implements AutoCloseable {
  /** What {@link #settle} found. */
  public enum Settled {
    /** The append in doubt left nothing. */
    NOT_APPENDED,
    /** The append in doubt took effect. */
    APPENDED,
    /** It can't be told; {@link ChronicleStore#reopen} is needed. */
    UNKNOWN
  }

  /**
   * What is mapped at once, and by how much a file grows. A quarter of it is the largest document;
   * more would only make the (sparse) file of a short run look big.
   */
  private static final long BLOCK_BYTES = 4L << 20;

  private static final RollCycle CYCLE = RollCycles.FAST_DAILY;

  private final Path folder;
  private final StoreSeams seams;
  private final RollClock clock;
  private final OpenFiles files;
  private SingleChronicleQueue queue;
  private ExcerptAppender appender;
  private @Nullable RecordFile file;
  private @Nullable Path path;

  /** When, by the wall clock, the file ends. */
  private long rollMillis = Long.MIN_VALUE;

  /** Where the file ended after the last append that did not throw. */
  private long certainEnd;

  private boolean uncertain;
  private boolean startingFile;

  private ChronicleStore(Path folder, StoreSeams seams) {
    this.folder = folder;
    this.seams = seams;
    this.clock = new RollClock(seams);
    this.files = new OpenFiles(folder, seams);
    this.queue = openQueue(folder, clock);
    this.appender = openAppender(queue);
    OwnerOnly.files(folder);
  }

  /**
   * Opens the store in {@code folder}, which must exist; takes most of a second in a cold JVM.
   *
   * @throws StoreException if Chronicle can't write there
   */
  public static ChronicleStore open(Path folder) {
    return open(folder, StoreSeams.NONE);
  }

  static ChronicleStore open(Path folder, StoreSeams seams) {
    synchronized (ChronicleStore.class) {
      ChronicleSettings settings = ChronicleSettings.apply();
      try {
        ChronicleSettings.silence();
        return new ChronicleStore(folder, seams);
      } finally {
        settings.restore();
      }
    }
  }

  private static SingleChronicleQueue openQueue(Path folder, RollClock clock) {
    File directory = folder.toFile();
    if (!directory.isDirectory() || !directory.canWrite()) {
      throw new StoreException("can't write to the folder `" + folder + "`", null);
    }
    return SingleChronicleQueueBuilder.binary(directory)
        .rollCycle(CYCLE)
        .blockSize(BLOCK_BYTES)
        .checkInterrupts(false)
        .timeProvider(clock)
        .build();
  }

  private static ExcerptAppender openAppender(SingleChronicleQueue queue) {
    try {
      ExcerptAppender appender = queue.createAppender();
      // The caller lets one thread in at a time, whichever it is.
      appender.singleThreadedCheckDisabled(true);
      return appender;
    } catch (Throwable e) {
      queue.close();
      throw e;
    }
  }

  /** The wall clock, in milliseconds since 1970. */
  public long currentTimeMillis() {
    return seams.currentTimeMillis();
  }

  /**
   * Appends the first {@code length} bytes of {@code record}.
   *
   * @param nowMillis what {@link #currentTimeMillis} said just now
   * @throws StoreException if there is no space; nothing was appended
   */
  public void append(byte[] record, int length, long nowMillis) {
    if (uncertain) {
      throw new StoreException("the store is in doubt after an error", null);
    }
    uncertain = true;
    RecordFile current = file;
    if (current != null && nowMillis < rollMillis) {
      current.append(record, length);
      certainEnd = current.end();
    } else {
      startingFile = true;
      appendFirst(record, length);
      startingFile = false;
    }
    uncertain = false;
  }

  /** Appends the first record of a file, before which Chronicle ends the file before. */
  private void appendFirst(byte[] record, int length) {
    RecordFile before = file;
    if (before != null) {
      before.noteEnd();
    }
    long end = 0;
    DocumentContext document = appender.writingDocument();
    boolean written = false;
    try {
      Bytes<?> bytes = wireOf(document).bytes();
      seams.beforeWrite();
      bytes.write(record, 0, length);
      seams.afterWrite();
      end = bytes.writePosition();
      written = true;
    } finally {
      if (!written) {
        document.rollbackOnClose();
      }
      seams.beforeCommit();
      document.close();
      seams.afterCommit();
    }
    startFile(end);
  }

  private static Wire wireOf(DocumentContext document) {
    Wire wire = document.wire();
    if (wire == null) {
      throw new StoreException("the store gave no place to write to", null);
    }
    return wire;
  }

  private void startFile(long recordEnd) {
    closeFile();
    Wire wire = appender.wire();
    if (wire == null) {
      throw new StoreException("the store has no file", null);
    }
    OwnerOnly.files(folder);
    MappedFile mapped = ((MappedBytes) wire.bytes()).mappedFile();
    Path newPath = mapped.file().toPath();
    RandomAccessFile handle = files.open(newPath);
    int cycle = appender.cycle();
    WritePosition position = new WritePosition(queue, (ExcerptContext) appender, cycle);
    long sequence = CYCLE.toSequenceNumber(appender.lastIndexAppended());
    try {
      RecordFile started = new RecordFile(mapped, handle, recordEnd, sequence, position, seams);
      certainEnd = started.end();
      file = started;
    } catch (IOException e) {
      throw new StoreException("can't map `" + newPath + "`: " + e.getMessage(), e);
    }
    path = newPath;
    rollMillis = (cycle + 1L) * CYCLE.lengthInMillis();
  }

  /** The file that took the last record, or null before the first; the same object for one file. */
  public @Nullable Path file() {
    return path;
  }

  /** Whether it is unknown if the last append took effect. */
  public boolean uncertain() {
    return uncertain;
  }

  /**
   * Finds out whether the append that made the store {@link #uncertain} took effect; then it is no
   * longer.
   *
   * @throws StoreException if what stands at the end may be someone else's
   */
  public Settled settle() {
    RecordFile current = file;
    if (current == null || startingFile) {
      return Settled.UNKNOWN;
    }
    boolean appended = current.committedAt(certainEnd);
    certainEnd = current.end();
    uncertain = false;
    return appended ? Settled.APPENDED : Settled.NOT_APPENDED;
  }

  /**
   * Opens the store anew after it was {@link #uncertain}. Afterwards the caller must look up what
   * the last record is.
   */
  public void reopen() {
    closeFile();
    files.endCurrent();
    synchronized (ChronicleStore.class) {
      ChronicleSettings settings = ChronicleSettings.apply();
      try {
        closeQueue();
        StaleLock.release(folder);
        queue = openQueue(folder, clock);
        appender = openAppender(queue);
      } finally {
        settings.restore();
      }
    }
    startingFile = false;
    uncertain = false;
  }

  private void closeQueue() {
    try {
      queue.close();
    } catch (RuntimeException | Error e) {
      // It is in doubt already; what it still holds is unmapped when it is collected.
      StoreLogger.INSTANCE.report("closing a store in doubt failed", e);
    }
  }

  private void closeFile() {
    RecordFile old = file;
    file = null;
    rollMillis = Long.MIN_VALUE;
    if (old != null) {
      old.close();
    }
  }

  /** Where {@link #extend} is to begin, or null before the first record. */
  public @Nullable Tip tip() {
    RecordFile current = file;
    return current == null ? null : new Tip(current, current.end());
  }

  /** How far the store has got. */
  public static final class Tip {
    private final RecordFile file;
    private final long end;

    private Tip(RecordFile file, long end) {
      this.file = file;
      this.end = end;
    }

    /** How many bytes were appended since {@code before}, or 0 if that was in another file. */
    public long bytesSince(@Nullable Tip before) {
      return before == null || before.file != file ? 0 : end - before.end;
    }
  }

  /** Reserves disk space for {@code bytes} from {@code tip} on, as far as there is any. */
  public void extend(Tip tip, long bytes) {
    tip.file.extend(tip.end, bytes);
  }

  /** Whether a file has ended that nobody forced since. */
  public boolean hasEndedFiles() {
    return files.someEnded();
  }

  /** Waits until what was appended before is on the disk. */
  public void force() throws IOException {
    files.force();
  }

  @Override
  public void close() {
    RecordFile current = file;
    if (current != null) {
      current.noteEnd();
    }
    closeFile();
    files.close();
    queue.close();
  }
}
