package dev.sallyport.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lock of an append. It is held for a fraction of a microsecond as a rule, so a thread that
 * finds it taken spins first, then lets others run, then sleeps in growing steps; the holder never
 * pays for waking anyone. Not fair. A thread holds it once at a time; where one may come twice, it
 * asks {@link #isHeldExclusively} first.
 */
final class AppendLock {
  private static final int SPINS = 64;
  private static final int YIELDS = 16;
  private static final long FIRST_SLEEP_NANOS = 20_000;
  private static final long LONGEST_SLEEP_NANOS = 1_000_000;

  private static final VarHandle HELD = held();

  /**
   * 1 while the lock is held. The holder may set it to 0 instead of {@link #unlock}, which needs no
   * call and so works where the stack has overflowed.
   */
  volatile int held;

  private volatile @Nullable Thread exclusiveHolder;

  private static VarHandle held() {
    try {
      return MethodHandles.lookup().findVarHandle(AppendLock.class, "held", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Waits for the lock, also if the thread is or gets interrupted.
   *
   * @return whether the thread was interrupted while it waited; its interrupt status is then
   *     cleared, and the caller must set it again
   */
  boolean lock() {
    return !HELD.compareAndSet(this, 0, 1) && acquire(Long.MAX_VALUE) == Outcome.LOCKED_INTERRUPTED;
  }

  /** Waits for the lock at most that long; interruption does not end the wait, and is kept. */
  boolean tryLock(long nanos) {
    if (HELD.compareAndSet(this, 0, 1)) {
      return true;
    }
    Outcome outcome = acquire(nanos);
    if (outcome == Outcome.LOCKED_INTERRUPTED || outcome == Outcome.LATE_INTERRUPTED) {
      Thread.currentThread().interrupt();
    }
    return outcome == Outcome.LOCKED || outcome == Outcome.LOCKED_INTERRUPTED;
  }

  private enum Outcome {
    LOCKED,
    LOCKED_INTERRUPTED,
    LATE,
    LATE_INTERRUPTED
  }

  private Outcome acquire(long nanos) {
    for (int i = 0; i < SPINS; i++) {
      Thread.onSpinWait();
      if (isTaken()) {
        return Outcome.LOCKED;
      }
    }
    for (int i = 0; i < YIELDS; i++) {
      Thread.yield();
      if (isTaken()) {
        return Outcome.LOCKED;
      }
    }
    return sleepUntilTaken(nanos);
  }

  private Outcome sleepUntilTaken(long nanos) {
    long start = System.nanoTime();
    long sleep = FIRST_SLEEP_NANOS;
    boolean interrupted = false;
    while (System.nanoTime() - start < nanos) {
      LockSupport.parkNanos(this, sleep);
      // An interrupted thread would not sleep at all.
      interrupted |= Thread.interrupted();
      if (isTaken()) {
        return interrupted ? Outcome.LOCKED_INTERRUPTED : Outcome.LOCKED;
      }
      sleep = Math.min(2 * sleep, LONGEST_SLEEP_NANOS);
    }
    return interrupted ? Outcome.LATE_INTERRUPTED : Outcome.LATE;
  }

  /** Looks before it tries, so that waiting threads do not take the cache line from the holder. */
  private boolean isTaken() {
    return held == 0 && HELD.compareAndSet(this, 0, 1);
  }

  void unlock() {
    HELD.setRelease(this, 0);
  }

  /** Notes that the calling thread, which holds the lock, may come again until it notes the end. */
  void holdExclusively(boolean exclusively) {
    exclusiveHolder = exclusively ? Thread.currentThread() : null;
  }

  /** Whether the calling thread holds the lock exclusively already. */
  boolean isHeldExclusively() {
    return exclusiveHolder == Thread.currentThread();
  }
}
