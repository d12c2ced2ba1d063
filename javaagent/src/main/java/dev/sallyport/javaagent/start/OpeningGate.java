package dev.sallyport.javaagent.start;

import dev.sallyport.enforcer.Readiness;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the first tool calls back until the log has begun and, once a framework is woven, the self
 * check has passed. Thread-safe; costs one volatile read when open.
 */
final class OpeningGate implements Readiness {
  private static final long WAIT_SECONDS = 60;
  private static final long NEED_MILLIS = 200;

  private volatile boolean open;
  private boolean recordsBegun;
  private boolean needed;
  private int selfChecksRunning;
  private @Nullable String failure;

  @Override
  public void await() {
    if (!open) {
      awaitOpening();
    }
  }

  private synchronized void awaitOpening() {
    need();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    boolean interrupted = false;
    try {
      while (!open && failure == null) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new IllegalStateException(
              "log and self check took more than " + WAIT_SECONDS + " s");
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          // The application's interrupt must neither let the call through nor get lost.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private void need() {
    needed = true;
    notifyAll();
  }

  /**
   * Returns when a framework is woven or a call waits, else after 200 ms: until then the
   * application has the machine to itself, and a program that ends sooner never pays for a log it
   * does not use.
   */
  synchronized void awaitNeed() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NEED_MILLIS);
    for (long left = NEED_MILLIS; !needed && left > 0; left = millisUntil(end)) {
      wait(left);
    }
  }

  private static long millisUntil(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
  }

  synchronized void recordsBegun() {
    recordsBegun = true;
    update();
  }

  synchronized void selfCheckStarted() {
    need();
    selfChecksRunning++;
    update();
  }

  synchronized void selfCheckPassed() {
    selfChecksRunning--;
    update();
  }

  /** No call will ever be judged in this process. */
  synchronized void failed(String reason) {
    failure = reason;
    update();
  }

  private void update() {
    open = recordsBegun && selfChecksRunning == 0 && failure == null;
    notifyAll();
  }
}
