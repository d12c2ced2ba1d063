package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import dev.sallyport.audit.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The log of one run, for appending. Thread-safe; interruption of the calling thread neither stops
 * an append nor is it lost.
 *
 * <p>When an append returns, the record stands in the log whatever happens to the process; it need
 * not be on the disk yet. When it throws, the record most likely does not, and the call that it is
 * for must be refused; no index is lost either way.
 */
public final class AuditLog implements AutoCloseable {
  private static final long CLOSE_MILLIS = 5_000;

  private final Path folder;
  private final AuditOptions options;
  private final LogParts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch opening = new CountDownLatch(1);

  private @Nullable ChronicleStore store;
  private @Nullable RecordEncoder encoder;
  private @Nullable FolderHealth health;
  private volatile long nextLeaf;
  private @Nullable FileChannel writerLock;
  private @Nullable Path closedNote;
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  AuditLog(Path folder, AuditOptions options, LogParts parts) {
    this.folder = folder;
    this.options = options;
    this.parts = parts;
  }

  /**
   * Starts to open the log in {@code folder}, fresh from {@link AuditFolder#create}, on a daemon
   * thread, and returns at once. A failure shows in {@link #failure} and in each append.
   */
  public static AuditLog openInBackground(Path folder, AuditOptions options) {
    AuditLog log = prepared(folder, options);
    log.startOpening();
    return log;
  }

  /** The log in {@code folder}, to be opened by {@link #startOpening}; appends wait for that. */
  public static AuditLog prepared(Path folder, AuditOptions options) {
    return new AuditLog(folder, options, new LogParts());
  }

  /** Starts to open the log on a daemon thread; to be called once. */
  public void startOpening() {
    Thread thread = new Thread(null, new Opening(this), "sallyport-audit-open", 0, false);
    thread.setDaemon(true);
    // Chronicle looks for services through it, and must not find the application's.
    thread.setContextClassLoader(AuditLog.class.getClassLoader());
    thread.start();
  }

  /** Work of the opening thread. */
  private static final class Opening implements Runnable {
    private final AuditLog log;

    Opening(AuditLog log) {
      this.log = log;
    }

    @Override
    public void run() {
      try {
        log.open();
      } catch (Throwable e) {
        log.failure = e;
      } finally {
        log.opening.countDown();
      }
    }
  }

  private void open() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("writer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      throw new IOException("another process writes the log in `" + folder + "`");
    }
    writerLock = channel;
    FolderHealth newHealth = new FolderHealth(folder, options.minFreeBytes());
    ChronicleStore newStore = parts.openStore(folder);
    lock.lock();
    try {
      if (closed) {
        newStore.close();
        return;
      }
      health = newHealth;
      encoder = parts.encoder();
      store = newStore;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the log is open, at most as long as the options say.
   *
   * @throws AuditUnavailableException if it is not open then, or can't be opened
   */
  public void awaitOpen() {
    if (opening.getCount() > 0 && !awaitLatch()) {
      throw new AuditUnavailableException(
          "the audit log in `" + folder + "` did not open within " + options.openTimeout(), null);
    }
    Throwable cause = failure;
    if (cause != null) {
      throw unavailable(cause);
    }
  }

  private boolean awaitLatch() {
    long deadline = System.nanoTime() + options.openTimeout().toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return opening.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether opening is over and went well; does not wait. */
  public boolean isOpen() {
    return opening.getCount() == 0 && failure == null && !closed;
  }

  /** What made the log fail for good, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** The folder of this run. */
  public Path folder() {
    return folder;
  }

  /**
   * Appends a decision, whose leaf index, clocks and boot id this sets.
   *
   * @return its leaf index, one more than that of the record before
   * @throws AuditUnavailableException if it can't be appended now, or ever
   */
  public long append(DecisionRecord record) {
    return appendRecord(record);
  }

  /** Appends an outcome; as {@link #append(DecisionRecord)}. */
  public long append(OutcomeRecord record) {
    return appendRecord(record);
  }

  /** Appends an event; as {@link #append(DecisionRecord)}. */
  public long append(EventRecord record) {
    return appendRecord(record);
  }

  /** Leaves appended so far. */
  public long appended() {
    return nextLeaf;
  }

  /** Appends refused since the start. */
  public long refused() {
    return refused.get();
  }

  /** Makes the log fail for good: every later append is refused. */
  public void fail(Throwable cause) {
    failure = cause;
  }

  /** Looks after folder and disk ahead of appends. */
  public void maintain() {}

  /** Does {@code work} while nothing is appended. */
  public <T> T exclusively(Callable<T> work) throws Exception {
    lock.lock();
    try {
      return work.call();
    } finally {
      lock.unlock();
    }
  }

  /** Says that the log is ended by this file, which a later append deletes first. */
  public void endedBy(Path note) {
    lock.lock();
    try {
      closedNote = note;
    } finally {
      lock.unlock();
    }
  }

  private long appendRecord(AuditRecord record) {
    try {
      return appendCounted(record);
    } catch (RuntimeException e) {
      refused.incrementAndGet();
      throw e;
    }
  }

  private long appendCounted(AuditRecord record) {
    awaitOpen();
    // A channel that an interrupted thread uses closes for everyone, so the flag waits outside.
    boolean interrupted = Thread.interrupted();
    lock.lock();
    try {
      return appendLocked(record);
    } catch (AuditUnavailableException e) {
      throw e;
    } catch (InternalError e) {
      // The disk failed under the mapped file: what was written just before may be lost, too.
      failure = e;
      throw unavailable(e);
    } catch (Throwable e) {
      throw unavailable(e);
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private long appendLocked(AuditRecord record) throws IOException {
    Path ended = closedNote;
    if (ended != null) {
      Files.deleteIfExists(ended);
      closedNote = null;
    }
    ChronicleStore usable = usableStore();
    long leaf = nextLeaf;
    record.stamp(leaf, System.currentTimeMillis() * 1000, System.nanoTime(), options.bootId());
    RecordEncoder opened = require(encoder);
    int length = opened.encode(record);
    usable.append(opened.bytes(), length);
    nextLeaf = leaf + 1;
    require(health).appended(length, usable.file());
    return leaf;
  }

  private ChronicleStore usableStore() {
    ChronicleStore current = store;
    if (closed || current == null) {
      throw new AuditUnavailableException("the audit log is closed", null);
    }
    FolderHealth checked = require(health);
    Throwable cause = failure;
    if (cause != null) {
      throw unavailable(cause);
    }
    String problem = checked.problem(System.nanoTime(), current.file());
    if (problem != null) {
      AuditUnavailableException e = new AuditUnavailableException(problem, null);
      if (checked.gone()) {
        failure = e;
      }
      throw e;
    }
    if (current.uncertain()) {
      settle(current);
    }
    return current;
  }

  /** What the opening thread set together with the store. */
  private static <T> T require(@Nullable T part) {
    if (part == null) {
      throw new AuditUnavailableException("the audit log is not open", null);
    }
    return part;
  }

  /** Finds out where the log ends after an error that may have come before or after a commit. */
  private void settle(ChronicleStore current) {
    try {
      current.reopen();
      nextLeaf = LogTail.nextLeaf(folder, nextLeaf);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // Not the log's fault; the next append tries again.
      throw unavailable(e);
    } catch (Throwable e) {
      failure = e;
      throw unavailable(e);
    }
  }

  private static AuditUnavailableException unavailable(Throwable cause) {
    boolean explained =
        cause instanceof AuditUnavailableException || cause instanceof StoreException;
    return new AuditUnavailableException(
        explained ? String.valueOf(cause.getMessage()) : "the audit log failed: " + cause, cause);
  }

  /**
   * Forces what was appended to the disk; takes a bounded time, and none if the log is not open.
   */
  public void force() {
    if (opening.getCount() > 0 || !tryLock()) {
      return;
    }
    try {
      ChronicleStore open = store;
      if (open != null && failure == null) {
        open.force();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forces what was appended to the disk and closes; later appends throw. Takes a bounded time, and
   * none if the log is not open yet: then its thread closes it.
   */
  @Override
  public void close() {
    closed = true;
    if (opening.getCount() > 0 || !tryLock()) {
      return;
    }
    ChronicleStore open;
    try {
      open = store;
      store = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      closeInTime(open);
    }
  }

  private boolean tryLock() {
    try {
      return lock.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lock.tryLock();
    }
  }

  /** Closes on a thread of its own, because a slow disk may hold it up for any time. */
  private void closeInTime(ChronicleStore open) {
    Thread thread = new Thread(null, new Closing(this, open), "sallyport-audit-close", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work of the closing thread. */
  private record Closing(AuditLog log, ChronicleStore store) implements Runnable {
    @Override
    public void run() {
      try {
        if (log.failure == null) {
          store.force();
        }
        store.close();
      } catch (IOException | RuntimeException | Error e) {
        log.failure = e;
      }
    }
  }
}
