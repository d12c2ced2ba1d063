package dev.sallyport.audit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says when the opening of a log is over, well or not. Thread-safe. */
final class OpeningLatch {
  private final CountDownLatch latch = new CountDownLatch(1);

  void open() {
    latch.countDown();
  }

  boolean isOpen() {
    return latch.getCount() == 0;
  }

  /** Waits at most that long, interrupted or not; whether it is over. */
  boolean await(Duration most) {
    return isOpen() || awaitUninterruptibly(System.nanoTime() + most.toNanos());
  }

  private boolean awaitUninterruptibly(long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
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
}
