package dev.sallyport.audit.seal;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.EventRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Seals one run's log on a daemon thread: reads back what was appended, hashes it, forces it to the
 * disk and signs checkpoints. Whatever goes wrong makes the log fail, so that calls are refused.
 * Thread-safe.
 */
public final class Sealer {
  private static final long BUSY_MILLIS = 4;
  private static final long IDLE_MILLIS = 1_000;

  private final AuditLog log;
  private final SealOptions options;
  private final SealReporter reporter;
  private final Epoch epoch;
  private final SealedRun run;
  private final RunEvents events;
  private final RunEnd end;
  private final Housekeeping housekeeping;
  private final Object monitor = new Object();
  private boolean recovered;
  private boolean endAsked;
  private boolean ending;
  private boolean ended;
  private boolean stopped;
  private boolean woken;
  private long wanted;
  private long pendingSince = -1;
  private long pauseMillis = BUSY_MILLIS;

  private Sealer(
      AuditLog log,
      SealOptions options,
      SealDisk disk,
      SealReporter reporter,
      Epoch epoch,
      CheckpointListener listener)
      throws IOException {
    this.log = log;
    this.options = options;
    this.reporter = reporter;
    this.epoch = epoch;
    CheckpointSigning signing = new CheckpointSigning(epoch.keys(), epoch.signer(), reporter);
    this.run = new SealedRun(options, disk, epoch.keys(), signing, listener);
    this.events = new RunEvents(log, options, run, epoch.keys());
    this.end = new RunEnd(log, options, disk, run, events, epoch.keys());
    this.housekeeping =
        new Housekeeping(
            log,
            this,
            events,
            new Recovery(log, this, options, disk, epoch.keys(), reporter),
            new Pruning(this, options, disk, events, reporter),
            reporter);
  }

  /** Pays for what the first signature costs. */
  public static void warmUp(RandomSource random) {
    EpochKeys.warmUp(random);
  }

  /**
   * Begins the epoch of this run: its keys, and the files that certify them. The log must be open,
   * and without a record.
   *
   * @param random for keys
   * @param listener is told of each checkpoint
   * @throws IOException with a one-line message, if the log can't be begun
   */
  public static Sealer begin(
      AuditLog log,
      SealOptions options,
      RandomSource random,
      SealReporter reporter,
      CheckpointListener listener)
      throws IOException {
    return begin(log, options, SealDisk.REAL, random, reporter, listener);
  }

  static Sealer begin(
      AuditLog log,
      SealOptions options,
      SealDisk disk,
      RandomSource random,
      SealReporter reporter,
      CheckpointListener listener)
      throws IOException {
    EpochKeys keys = new EpochKeys(options, disk, random, reporter);
    return new Sealer(log, options, disk, reporter, keys.begin(), listener);
  }

  /** What the BOOT record says about keys and the run before. */
  public Map<String, String> bootValues() {
    Map<String, String> values = new TreeMap<>();
    epoch.addTo(values);
    int number = 1;
    for (String key : options.witnessKeys()) {
      values.put("witness." + number, key);
      number++;
    }
    return values;
  }

  /** Starts to seal; to be called once. */
  public void start() {
    Thread thread = new Thread(null, this::work, "sallyport-seal", 0, false);
    thread.setDaemon(true);
    // What it loads must not come from the application.
    thread.setContextClassLoader(Sealer.class.getClassLoader());
    thread.start();
    housekeeping.start();
  }

  /** How many leaves the last checkpoint covers. */
  public long sealed() {
    return run.sealed();
  }

  /**
   * Waits until the first {@code size} leaves are covered by a checkpoint.
   *
   * @return whether they are; false once {@code limit} is over, or sealing has stopped
   */
  public boolean awaitSealed(long size, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (monitor) {
      while (run.sealed() < size && !stopped) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(monitor, left);
      }
    }
    return run.sealed() >= size;
  }

  /** As {@link #awaitSealed}, and the checkpoint is not put off until its interval is over. */
  boolean sealAtOnce(long size, Duration limit) throws InterruptedException {
    synchronized (monitor) {
      wanted = Math.max(wanted, size);
      wake();
    }
    return awaitSealed(size, limit);
  }

  /**
   * Seals everything and writes {@code closed}; before, runs that were killed get a quarter of the
   * time to be recovered in, so that starts that are all short recover them, too. A record that is
   * appended later is sealed, too, if the process lives so long, and {@code closed} is written
   * anew.
   *
   * @return whether that was done within {@code limit}; if not, the next start recovers this run
   */
  public boolean end(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    synchronized (monitor) {
      endAsked = true;
      long recoveryDeadline = deadline - limit.toNanos() / 4 * 3;
      while (!recovered && !stopped && recoveryDeadline - System.nanoTime() > 0) {
        interrupted |= waitUntil(recoveryDeadline);
      }
      ending = true;
      wake();
      while (!ended && !stopped && deadline - System.nanoTime() > 0) {
        interrupted |= waitUntil(deadline);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return ended;
    }
  }

  /** Waits for the monitor, which is held; returns whether the thread was interrupted. */
  private boolean waitUntil(long deadline) {
    try {
      TimeUnit.NANOSECONDS.timedWait(monitor, deadline - System.nanoTime());
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Notes that no run is left that was killed and could be recovered. */
  void recoveryOver() {
    synchronized (monitor) {
      recovered = true;
      monitor.notifyAll();
    }
  }

  /** Makes the thread look at once. */
  void wake() {
    synchronized (monitor) {
      woken = true;
      monitor.notifyAll();
    }
  }

  private void work() {
    try {
      while (log.failure() == null) {
        boolean sealedMore = round();
        pauseMillis = sealedMore ? BUSY_MILLIS : Math.min(pauseMillis * 2, IDLE_MILLIS);
        pause();
      }
      sealRest();
    } catch (Throwable e) {
      log.fail(e);
      reporter.report(
          "every tool call is refused from now on, because the log can't be sealed: " + reason(e));
    } finally {
      stop();
    }
  }

  /** Once the log has failed, what got into it before is still worth a signature. */
  private void sealRest() {
    try {
      run.readTo(log.appended());
      checkpoint();
    } catch (IOException | RuntimeException e) {
      reporter.report(
          "the log failed, and is sealed up to record `" + run.sealed() + "` only: " + reason(e));
    }
  }

  static String reason(Throwable e) {
    String message = e instanceof IOException ? e.getMessage() : null;
    return message == null ? e.toString() : message;
  }

  /** Seals what is there; returns whether there was anything. */
  private boolean round() throws Exception {
    if (!isOver()) {
      // Which may make the file larger, and then it would not be what `closed` says.
      log.maintain();
    }
    long before = run.size();
    run.readTo(log.appended());
    boolean more = run.size() > before;
    if (pendingSince < 0 && run.size() > run.sealed()) {
      pendingSince = System.nanoTime();
    }
    if (isDue()) {
      checkpoint();
    }
    if (isEnding()) {
      finish();
    } else if (!isOver()) {
      more |= appendDue();
    }
    return more;
  }

  /** Once the end was asked for, the key is not changed any more. */
  private boolean appendDue() {
    synchronized (monitor) {
      return events.appendDue(!endAsked);
    }
  }

  private boolean isDue() {
    long pending = run.size() - run.sealed();
    return pending > 0
        && (pending >= options.checkpointRecords()
            || run.hasEnded()
            || events.wantsCheckpoint()
            || isWanted()
            || System.nanoTime() - pendingSince >= options.checkpointInterval().toNanos());
  }

  private boolean isWanted() {
    synchronized (monitor) {
      return run.sealed() < wanted && run.size() >= wanted;
    }
  }

  private void checkpoint() throws IOException {
    run.checkpoint();
    pendingSince = -1;
    if (events.sealed()) {
      housekeeping.wake();
    }
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  /**
   * Appends a record on behalf of another thread of sealing, unless the run is about to end.
   *
   * @return its leaf index, or -1
   */
  long appendUnlessEnding(EventRecord record) {
    synchronized (monitor) {
      return ending ? -1 : log.append(record);
    }
  }

  /** Whether the end was asked for, and is yet to be written, or to be written anew. */
  private boolean isEnding() {
    synchronized (monitor) {
      return ending && (!ended || log.appended() > run.sealed());
    }
  }

  private boolean isOver() {
    synchronized (monitor) {
      return ended;
    }
  }

  /** Removes a file of this run that ended, on behalf of another thread. */
  void removeOwn(Path file) throws IOException {
    end.remove(file);
  }

  private void finish() throws Exception {
    run.readTo(log.appended());
    checkpoint();
    if (!run.atEnd()) {
      // An append threw after its record got into the log; another one makes the log count it.
      events.appendLast();
    }
    boolean done = end.writeClosed();
    synchronized (monitor) {
      ended = done;
      monitor.notifyAll();
    }
  }

  private void pause() throws InterruptedException {
    long millis = pauseMillis;
    if (pendingSince >= 0) {
      long due = options.checkpointInterval().toNanos() - (System.nanoTime() - pendingSince);
      millis = Math.min(millis, Math.max(1, TimeUnit.NANOSECONDS.toMillis(due)));
    }
    synchronized (monitor) {
      if (!woken) {
        monitor.wait(millis);
      }
      if (woken) {
        pauseMillis = BUSY_MILLIS;
      }
      woken = false;
    }
  }

  private void stop() {
    synchronized (monitor) {
      stopped = true;
      monitor.notifyAll();
    }
    try {
      run.close();
    } catch (IOException e) {
      reporter.report("a file of the log can't be closed: " + reason(e));
    }
  }
}
