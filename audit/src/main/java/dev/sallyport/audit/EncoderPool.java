package dev.sallyport.audit;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * A few encoders for any number of threads, so that records are put together outside the lock.
 * Encoders are big, and threads may be many thousand: there is neither one for each thread nor one
 * for each append that waits. Thread-safe.
 */
final class EncoderPool {
  /** Keeps the flags of two slots off one cache line. */
  private static final int STRIDE = 16;

  private static final int MOST = 32;

  private final LogParts parts;
  private final AtomicIntegerArray taken;

  /** Each slot belongs to who holds its flag. */
  private final @Nullable RecordEncoder[] encoders;

  private final int mask;

  EncoderPool(LogParts parts, int processors) {
    this.parts = parts;
    int size = 4;
    while (size < 2 * processors && size < MOST) {
      size *= 2;
    }
    this.mask = size - 1;
    this.encoders = new @Nullable RecordEncoder[size];
    this.taken = new AtomicIntegerArray(size * STRIDE);
  }

  /** A slot for the calling thread alone until it gives it back, or -1 if all are taken. */
  int take() {
    int first = (int) Thread.currentThread().getId();
    for (int i = 0; i <= mask; i++) {
      int slot = first + i & mask;
      if (taken.getPlain(slot * STRIDE) == 0 && taken.compareAndSet(slot * STRIDE, 0, 1)) {
        return slot;
      }
    }
    return -1;
  }

  /** The encoder of a slot that the caller took. */
  RecordEncoder encoder(int slot) {
    RecordEncoder encoder = encoders[slot];
    if (encoder == null) {
      encoder = parts.encoder();
      encoders[slot] = encoder;
    }
    return encoder;
  }

  void give(int slot) {
    taken.setRelease(slot * STRIDE, 0);
  }
}
