package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * Counts calls for rules with a {@code limit}; the engine itself keeps no state. Implementations
 * are thread-safe and allocate nothing for agents they have seen.
 */
public interface LimitCounter {
  /** Counts nothing and lets nothing through: every limit is used up. */
  LimitCounter EXHAUSTED =
      new LimitCounter() {
        @Override
        public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
          return false;
        }

        @Override
        public void release(int limit, @Nullable String agent, long acquiredNanos) {
          // Nothing was counted.
        }
      };

  /**
   * Counts one call if the window has room for it.
   *
   * @param limit the number of the limit, its position in {@link PolicySet#limits}
   * @param agent the AI agent, null if unknown
   * @param nowNanos {@link System#nanoTime} of the call
   * @return false if the limit is used up; nothing is counted then
   */
  boolean tryAcquire(int limit, @Nullable String agent, long nowNanos);

  /** Takes back a call that {@link #tryAcquire} counted at {@code acquiredNanos}. */
  void release(int limit, @Nullable String agent, long acquiredNanos);
}
