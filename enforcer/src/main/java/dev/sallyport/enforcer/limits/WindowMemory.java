package dev.sallyport.enforcer.limits;

import java.util.concurrent.atomic.AtomicLong;

/** What all windows together may take. Thread-safe. */
final class WindowMemory {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  /** At most {@code most} bytes. */
  WindowMemory(long most) {
    this.most = most;
  }

  /** Whether there were {@code bytes} left; they are taken then. */
  boolean reserve(long bytes) {
    while (true) {
      long before = used.get();
      if (before + bytes > most) {
        return false;
      }
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
