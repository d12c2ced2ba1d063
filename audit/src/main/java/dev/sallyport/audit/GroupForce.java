package dev.sallyport.audit;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads wait until their leaves are on the disk. One of them forces for all that wait;
 * nobody is held up who does not wait for the disk. Thread-safe.
 */
final class GroupForce {
  private final AuditLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean forcing;
  private long durable;
  private volatile @Nullable IOException failure;

  GroupForce(AuditLog log) {
    this.log = log;
  }

  /**
   * Waits until the first {@code size} leaves of the log are on the disk, interrupted or not.
   *
   * @throws IOException if they may not be; from then on always
   */
  void await(long size) throws IOException {
    lock.lock();
    try {
      while (durable < size) {
        IOException failed = failure;
        if (failed != null) {
          throw new IOException(failed.getMessage(), failed);
        }
        if (forcing) {
          ended.awaitUninterruptibly();
        } else {
          forceForAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Called with the lock, which it leaves meanwhile. An error other than the disk's is passed on.
   */
  private void forceForAll() {
    forcing = true;
    long covered = durable;
    lock.unlock();
    try {
      long appended = log.appended();
      log.forceStore();
      covered = appended;
    } catch (IOException e) {
      failure = e;
    } finally {
      lock.lock();
      forcing = false;
      durable = covered;
      ended.signalAll();
    }
  }
}
