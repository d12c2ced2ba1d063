package dev.sallyport.enforcer.limits;

/**
 * The calls of one agent that one limit counts now, oldest first. Thread-safe.
 *
 * <p>A monitor, because whoever counts must see what the one before counted, and because taking a
 * call back from the middle can't be done with single atomic steps; it is held for some
 * nanoseconds, and allocates nothing on the heap. Times are {@link System#nanoTime}, which may wrap
 * around, so they are compared by difference only.
 *
 * <p>Threads may come with times out of order. A call counts only if fewer than the limit are left
 * that came less than the window's length before it, or after it; so no window of that length holds
 * more, wherever it begins.
 */
final class SlidingWindow {
  private static final int FIRST_CAPACITY = 4;

  /** Object, map entry, key and array, without their contents; measured sizes rounded up. */
  private static final long OVERHEAD_BYTES = 192;

  private final int calls;
  private final long nanos;
  private final long fixedBytes;
  private final WindowMemory memory;
  private long[] times;
  private int first;
  private int size;
  private boolean hasForgotten;
  private long newestForgotten;
  private boolean evicted;

  /**
   * For {@code calls} in {@code nanos}.
   *
   * @param fixedBytes what the caller has reserved for it, and its end gives back
   */
  SlidingWindow(int calls, long nanos, long fixedBytes, WindowMemory memory) {
    this.calls = calls;
    this.nanos = nanos;
    this.fixedBytes = fixedBytes;
    this.memory = memory;
    times = new long[Math.min(calls, FIRST_CAPACITY)];
  }

  /** What a new window takes, for an agent with a name of that length. */
  static long bytesFor(int keyLength) {
    return OVERHEAD_BYTES + 2L * keyLength + FIRST_CAPACITY * (long) Long.BYTES;
  }

  /** No call may count that came less than the window's length after {@code time}. */
  synchronized void forgotten(long time) {
    if (!hasForgotten || time - newestForgotten > 0) {
      hasForgotten = true;
      newestForgotten = time;
    }
  }

  synchronized Counted count(long now) {
    if (evicted) {
      return Counted.EVICTED;
    }
    forgetBefore(now);
    if (size == calls || hasForgotten && now - newestForgotten < nanos) {
      return Counted.USED_UP;
    }
    if (size == times.length && !grow()) {
      return Counted.NO_ROOM;
    }
    insert(now);
    return Counted.YES;
  }

  /** Drops what is too old to matter for a call at {@code now}. */
  private void forgetBefore(long now) {
    while (size > 0 && now - times[first] >= nanos) {
      forgotten(times[first]);
      first = at(1);
      size--;
    }
  }

  private boolean grow() {
    int capacity = Math.min(calls, 2 * times.length);
    if (!memory.reserve((long) Long.BYTES * (capacity - times.length))) {
      return false;
    }
    resize(capacity);
    return true;
  }

  private void resize(int capacity) {
    long[] resized = new long[capacity];
    for (int i = 0; i < size; i++) {
      resized[i] = times[at(i)];
    }
    times = resized;
    first = 0;
  }

  /** Behind those that are not later: almost always at the end. */
  private void insert(long now) {
    int i = size;
    while (i > 0 && times[at(i - 1)] - now > 0) {
      times[at(i)] = times[at(i - 1)];
      i--;
    }
    times[at(i)] = now;
    size++;
  }

  /** Takes back one call at {@code time}; does nothing if it is forgotten already. */
  synchronized void takeBack(long time) {
    int i = size - 1;
    while (i >= 0 && times[at(i)] - time > 0) {
      i--;
    }
    if (i < 0 || times[at(i)] != time) {
      return;
    }
    for (int later = i + 1; later < size; later++) {
      times[at(later - 1)] = times[at(later)];
    }
    size--;
  }

  private int at(int position) {
    int index = first + position;
    return index >= times.length ? index - times.length : index;
  }

  /** Whether no call counts at {@code now}; gives back memory that is not needed. */
  synchronized boolean isIdle(long now) {
    forgetBefore(now);
    if (times.length > FIRST_CAPACITY && size <= times.length / 4) {
      int before = times.length;
      resize(Math.max(FIRST_CAPACITY, 2 * size));
      memory.release((long) Long.BYTES * (before - times.length));
    }
    return size == 0;
  }

  /** Ends the window if no call counts at {@code now}, and gives back its memory. */
  synchronized boolean evictIfIdle(long now) {
    if (!isIdle(now)) {
      return false;
    }
    evicted = true;
    memory.release(fixedBytes);
    return true;
  }

  /** Whether {@link #newestForgotten} says anything. */
  synchronized boolean hasForgotten() {
    return hasForgotten;
  }

  synchronized long newestForgotten() {
    return newestForgotten;
  }
}
