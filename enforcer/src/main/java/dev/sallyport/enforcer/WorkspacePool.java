package dev.sallyport.enforcer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The workspaces that no call uses. There are few: a thread-local one would be kept for each of ten
 * thousand virtual threads, and each of those that wait at the log would make one. So what would
 * need one more than {@value #MOST} waits for another call to be done. Thread-safe.
 *
 * <p>Between {@link #take} and {@link #giveBack} no code of the application may run: it could make
 * calls of its own, which would wait for what this thread holds.
 */
final class WorkspacePool {
  static final int MOST = 64;

  /** Who has waited as long as this gets one more: calls matter more than memory. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** References in a cache line, so that cores do not share one. */
  private static final int STRIDE = 16;

  /** Idle workspaces near the threads that used them. */
  private final AtomicReferenceArray<@Nullable Workspace> stripes;

  private final int stripeMask;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();

  // Guarded by the lock: idle workspaces that found no stripe, and how many there are in all.
  private final @Nullable Workspace[] spare;
  private int spares;
  private int made;

  private final int most;
  private final long patienceNanos;
  private volatile int waiting;

  WorkspacePool() {
    this(MOST, MOST, PATIENCE_NANOS);
  }

  /** With another bound, a number of stripes that is a power of two, and another patience. */
  WorkspacePool(int most, int stripeCount, long patienceNanos) {
    this.most = most;
    this.patienceNanos = patienceNanos;
    this.spare = new Workspace[most];
    stripeMask = stripeCount - 1;
    stripes = new AtomicReferenceArray<>(stripeCount * STRIDE);
  }

  /** An idle workspace, which is the caller's until it is given back or dropped. */
  Workspace take() {
    Workspace idle = fromStripes();
    return idle == null ? takeSpare() : idle;
  }

  private @Nullable Workspace fromStripes() {
    int first = stripeOfThread();
    for (int i = 0; i <= stripeMask; i++) {
      int at = (first + i & stripeMask) * STRIDE;
      Workspace idle = stripes.get(at);
      if (idle != null && stripes.compareAndSet(at, idle, null)) {
        return idle;
      }
    }
    return null;
  }

  /** Not the thread's id: an application's class may override the method that tells it. */
  private int stripeOfThread() {
    return System.identityHashCode(Thread.currentThread()) & stripeMask;
  }

  private Workspace takeSpare() {
    lock.lock();
    try {
      Workspace idle = idleOrNew();
      return idle == null ? await() : idle;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Workspace idleOrNew() {
    if (spares > 0) {
      Workspace idle = spare[--spares];
      spare[spares] = null;
      return idle;
    }
    if (made < most) {
      Workspace fresh = new Workspace();
      made++;
      return fresh;
    }
    return fromStripes();
  }

  /** Waits for one; the interrupt of the thread neither shortens that nor gets lost. */
  private Workspace await() {
    boolean interrupted = false;
    long deadline = System.nanoTime() + patienceNanos;
    waiting++;
    try {
      while (true) {
        Workspace idle = idleOrNew(); // again: it may have come before the others saw us waiting
        long left = deadline - System.nanoTime();
        if (idle != null || left <= 0) {
          return idle == null ? new Workspace() : idle;
        }
        try {
          given.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      waiting--;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives back what {@link #take} gave, for another call; a broken one is dropped. */
  void giveBack(Workspace workspace) {
    if (workspace.isBroken()) {
      drop();
      return;
    }
    workspace.clear();
    int first = stripeOfThread();
    for (int i = 0; i <= stripeMask; i++) {
      int at = (first + i & stripeMask) * STRIDE;
      if (stripes.get(at) == null && stripes.compareAndSet(at, null, workspace)) {
        if (waiting > 0) {
          signal();
        }
        return;
      }
    }
    keep(workspace);
  }

  private void keep(Workspace workspace) {
    lock.lock();
    try {
      if (spares < spare.length) {
        spare[spares++] = workspace;
      }
      given.signal();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      given.signal();
    } finally {
      lock.unlock();
    }
  }

  /** To be called instead of {@link #giveBack} for a workspace in an unknown state. */
  void drop() {
    lock.lock();
    try {
      made--;
      given.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many there are, in use or not; without those that impatience made. */
  int made() {
    lock.lock();
    try {
      return made;
    } finally {
      lock.unlock();
    }
  }
}
