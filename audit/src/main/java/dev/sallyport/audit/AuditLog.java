package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The log of one run, for appending. Thread-safe; interruption of the calling thread neither stops
 * an append nor is it lost.
 *
 * <p>When an append returns, the record stands in the log whatever happens to the process; it need
 * not be on the disk yet, unless {@link AuditOptions#forceDecisions} says so. When it throws, the
 * record most likely does not, and the call that it is for must be refused; no index is lost either
 * way.
 */
public final class AuditLog implements AutoCloseable {
  private static final long CLOSE_MILLIS = 5_000;

  private final Path folder;
  private final AuditOptions options;
  private final LogParts parts;
  private final AppendLock lock = new AppendLock();
  private final OpeningLatch opening = new OpeningLatch();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicLong appended = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final GroupForce groupForce = new GroupForce(this);

  /** What the opening thread makes; complete once {@link #opening} is over. */
  private @Nullable OpenLog open;

  /** Set with the lock. */
  private volatile boolean closed;

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
        log.fail(e);
      } finally {
        log.opening.open();
      }
    }
  }

  private void open() throws IOException {
    OpenLog opened = OpenLog.open(this, options, parts);
    boolean interrupted = lock.lock();
    try {
      if (!closed) {
        open = opened;
        return;
      }
    } finally {
      unlock(interrupted);
    }
    opened.close();
  }

  /**
   * Waits until the log is open, at most as long as the options say.
   *
   * @throws AuditUnavailableException if it is not open then, or can't be opened
   */
  public void awaitOpen() {
    if (!opening.await(options.openTimeout())) {
      throw new AuditUnavailableException(
          "the audit log in `" + folder + "` did not open within " + options.openTimeout(), null);
    }
    Throwable cause = failure.get();
    if (cause != null) {
      throw AuditUnavailableException.because(cause);
    }
  }

  /** Whether opening is over and went well; does not wait. */
  public boolean isOpen() {
    return opening.isOpen() && failure.get() == null && !closed;
  }

  /** What made the log fail for good, or null. */
  public @Nullable Throwable failure() {
    return failure.get();
  }

  /** Makes the log fail for good: every later append is refused because of {@code cause}. */
  public void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  /** How many leaves were appended so far, those of appends that threw after all included. */
  public long appended() {
    return appended.get();
  }

  /** How many appends were refused since the start. */
  public long refused() {
    return refused.get();
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

  private long appendRecord(AuditRecord record) {
    // A channel that an interrupted thread uses closes for everyone, so the flag waits outside.
    boolean interrupted = Thread.interrupted();
    try {
      awaitOpen();
      long leaf = encodeAndAppend(record);
      if (options.forceDecisions() && isBeforeTool(record)) {
        awaitForce(leaf + 1);
      }
      return leaf;
    } catch (Throwable e) {
      throw refusal(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private AuditUnavailableException refusal(Throwable cause) {
    refused.incrementAndGet();
    if (cause instanceof InternalError) {
      // The disk failed under the mapped file: what was written just before may be lost, too.
      fail(cause);
    }
    return AuditUnavailableException.because(cause);
  }

  private long encodeAndAppend(AuditRecord record) {
    EncoderPool encoders = require(open).encoders();
    int slot = encoders.take();
    try {
      RecordEncoder encoder = null;
      if (slot >= 0) {
        encoder = encoders.encoder(slot);
        encoder.encode(record);
      }
      return appendEncoded(record, encoder);
    } finally {
      if (slot >= 0) {
        encoders.give(slot);
      }
    }
  }

  private long appendEncoded(AuditRecord record, @Nullable RecordEncoder encoder) {
    boolean again = lock.isHeldExclusively();
    boolean interrupted = !again && lock.lock();
    boolean held = !again;
    try {
      long nanos = System.nanoTime();
      OpenLog usable = usable(nanos);
      long leaf = usable.append(record, encoder, nanos);
      appended.setRelease(usable.leaves());
      if (held) {
        lock.unlock();
        held = false;
      }
      return leaf;
    } finally {
      if (held) {
        lock.held = 0; // a call might overflow the stack once more, and the lock be lost
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes the lock unless {@link #exclusively} holds it for this thread; see {@link #unlock}. */
  private boolean lock() {
    return !lock.isHeldExclusively() && lock.lock();
  }

  private void unlock(boolean interrupted) {
    if (!lock.isHeldExclusively()) {
      lock.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private OpenLog usable(long nanos) {
    OpenLog current = open;
    if (closed || current == null) {
      throw new AuditUnavailableException("the audit log is closed", null);
    }
    Throwable cause = failure.get();
    if (cause != null) {
      throw AuditUnavailableException.because(cause);
    }
    current.prepareAppend(nanos);
    return current;
  }

  /** What the opening thread set. */
  private static <T> T require(@Nullable T part) {
    if (part == null) {
      throw new AuditUnavailableException("the audit log is closed", null);
    }
    return part;
  }

  private static boolean isBeforeTool(AuditRecord record) {
    return record instanceof DecisionRecord decision && decision.stage() == ToolStage.PRE_TOOL;
  }

  private void awaitForce(long size) {
    try {
      groupForce.await(size);
    } catch (IOException e) {
      fail(e);
      throw AuditUnavailableException.because(e);
    }
  }

  /**
   * Does what appends would otherwise have to do themselves: looks after folder and disk, and
   * reserves space ahead. To be called every few milliseconds while records come, by one thread at
   * a time; it may have to wait for the disk. Without it appends are as safe, but slower at times.
   */
  public void maintain() {
    if (!isOpen()) {
      return;
    }
    OpenLog current;
    ChronicleStore.Tip tip;
    boolean interrupted = lock();
    try {
      current = open;
      tip = current == null ? null : current.store().tip();
    } finally {
      unlock(interrupted);
    }
    if (current != null) {
      maintain(current, tip);
    }
  }

  private void maintain(OpenLog current, ChronicleStore.@Nullable Tip tip) {
    try {
      current.maintain(tip);
    } catch (IOException | InternalError e) {
      fail(e);
    }
  }

  /**
   * Does {@code work} while nothing is appended, but by {@code work} itself.
   *
   * @throws Exception what {@code work} throws
   */
  public <T extends @Nullable Object> T exclusively(Callable<T> work) throws Exception {
    if (lock.isHeldExclusively()) {
      return work.call();
    }
    boolean interrupted = lock.lock();
    lock.holdExclusively(true);
    try {
      return work.call();
    } finally {
      lock.holdExclusively(false);
      unlock(interrupted);
    }
  }

  /** */
  public void endedBy(Path note) {
    boolean interrupted = lock();
    try {
      require(open).endedBy(note);
    } finally {
      unlock(interrupted);
    }
  }

  /**
   * Forces what was appended to the disk, if the log is open; appends go on meanwhile. If that
   * fails, so does the log.
   */
  public void force() {
    if (!opening.isOpen() || failure.get() != null) {
      return;
    }
    try {
      forceStore();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** Forces all leaves that were appended before. */
  void forceStore() throws IOException {
    OpenLog current = open;
    if (current != null) {
      current.store().force();
    }
  }

  /**
   * Forces what was appended to the disk and closes; later appends throw. Takes a bounded time, and
   * none if the log is not open yet: then its thread closes it.
   */
  @Override
  public void close() {
    closed = true;
    if (!opening.isOpen() || !lock.tryLock(TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS))) {
      return;
    }
    OpenLog current;
    try {
      current = open;
      open = null;
    } finally {
      lock.unlock();
    }
    if (current != null) {
      LogClosing.closeInTime(this, current, CLOSE_MILLIS);
    }
  }
}
