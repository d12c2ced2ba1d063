package dev.sallyport.audit.seal;

import dev.sallyport.audit.AuditLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The work that may take long, on a daemon thread: recovers runs that were killed, works out
 * digests of files that ended, removes what is too old.
 */
final class Housekeeping {
  private static final long PASS_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final AuditLog log;
  private final Sealer sealer;
  private final RunEvents events;
  private final Recovery recovery;
  private final Pruning pruning;
  private final SealReporter reporter;
  private final Object monitor = new Object();
  private boolean woken;

  Housekeeping(
      AuditLog log,
      Sealer sealer,
      RunEvents events,
      Recovery recovery,
      Pruning pruning,
      SealReporter reporter) {
    this.log = log;
    this.sealer = sealer;
    this.events = events;
    this.recovery = recovery;
    this.pruning = pruning;
    this.reporter = reporter;
  }

  void start() {
    Thread thread = new Thread(null, this::work, "sallyport-audit-keep", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Housekeeping.class.getClassLoader());
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
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
      recovery.recoverAll();
      while (log.failure() == null) {
        digestEnded();
        pruning.pass();
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it but the end of the JVM
    } catch (Throwable e) {
      log.fail(e);
      reporter.report(
          "every tool call is refused from now on, because the log can't be kept: "
              + Sealer.reason(e));
    }
  }

  private void digestEnded() throws IOException {
    for (Roll roll = events.pollEnded(); roll != null; roll = events.pollEnded()) {
      events.digested(new EndedFile(roll, FileDigest.of(roll.file())));
      sealer.wake();
    }
  }

  private void pause() throws InterruptedException {
    synchronized (monitor) {
      if (!woken) {
        monitor.wait(PASS_MILLIS);
      }
      woken = false;
    }
  }
}
