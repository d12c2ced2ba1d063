package dev.sallyport.audit.store;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A run folder as a Chronicle Queue that takes whole records of raw bytes. For one caller at a
 * time, which may be a different thread each time.
 *
 * <p>A record becomes visible by one atomic store of its length; until then its place counts as
 * empty. An error before that leaves no trace. After an error inside Chronicle itself, which may
 * have come before or after that store, {@link #uncertain} is true, and only {@link #reopen} helps.
 */
public final class ChronicleStore implements AutoCloseable {
  /**
   * What is mapped at once, and by how much a file grows. A quarter of it is the largest document;
   * more would only make the (sparse) file of a short run look big.
   */
  private static final long BLOCK_BYTES = 4L << 20;

  private final Path folder;
  private final StoreSeams seams;
  private SingleChronicleQueue queue;
  private ExcerptAppender appender;
  private @Nullable MappedFile file;
  private @Nullable SpaceReservation reservation;
  private long end;
  private boolean uncertain;

  private ChronicleStore(Path folder, StoreSeams seams) {
    this.folder = folder;
    this.seams = seams;
    this.queue = openQueue(folder, seams);
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

  private static SingleChronicleQueue openQueue(Path folder, StoreSeams seams) {
    File directory = folder.toFile();
    if (!directory.isDirectory() || !directory.canWrite()) {
      throw new StoreException("can't write to the folder `" + folder + "`", null);
    }
    return SingleChronicleQueueBuilder.binary(directory)
        .rollCycle(RollCycles.FAST_DAILY)
        .blockSize(BLOCK_BYTES)
        .checkInterrupts(false)
        .timeProvider(seams.clock())
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

  /**
   * Appends the first {@code length} bytes of {@code record}.
   *
   * @throws StoreException if there is no space; nothing was appended
   */
  public void append(byte[] record, int length) {
    if (uncertain) {
      throw new StoreException("the store is in doubt after an error", null);
    }
    if (reservation != null) {
      reservation.ensure(end);
    }
    uncertain = true;
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
      if (!written) {
        uncertain = false;
      }
    }
    // Until the file is in order too, the record is in the store but the store is not.
    noticeNewFile();
    uncertain = false;
  }

  private static Wire wireOf(DocumentContext document) {
    Wire wire = document.wire();
    if (wire == null) {
      throw new StoreException("the store gave no place to write to", null);
    }
    return wire;
  }

  private void noticeNewFile() {
    Wire wire = appender.wire();
    MappedFile current = wire == null ? null : ((MappedBytes) wire.bytes()).mappedFile();
    if (current == null || current == file) {
      return;
    }
    closeReservation();
    OwnerOnly.files(folder);
    reservation = new SpaceReservation(current.file(), end);
    file = current; // last, so that a failure above is met again
  }

  /** The file that takes records now, or null before the first. */
  public @Nullable Path file() {
    return file == null ? null : file.file().toPath();
  }

  /** Whether it is unknown if the last append took effect. */
  public boolean uncertain() {
    return uncertain;
  }

  /**
   * Opens the store anew after it was {@link #uncertain}. Afterwards the caller must look up what
   * the last record is.
   */
  public void reopen() {
    closeReservation();
    file = null;
    end = 0;
    synchronized (ChronicleStore.class) {
      ChronicleSettings settings = ChronicleSettings.apply();
      try {
        closeQueue();
        StaleLock.release(folder);
        queue = openQueue(folder, seams);
        appender = openAppender(queue);
      } finally {
        settings.restore();
      }
    }
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

  private void closeReservation() {
    SpaceReservation old = reservation;
    reservation = null;
    if (old != null) {
      old.close();
    }
  }

  /** Waits until what was appended is on the disk. */
  public void force() throws IOException {
    Path current = file();
    if (current == null) {
      return;
    }
    try (RandomAccessFile opened = new RandomAccessFile(current.toFile(), "rw")) {
      opened.getFD().sync();
    }
  }

  @Override
  public void close() {
    closeReservation();
    queue.close();
  }
}
