package dev.sallyport.cli;

import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleLimit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one case in sliding windows that end with the call that is judged. Keeps
 * every call that is still in a window; not thread-safe.
 */
final class CountedCalls implements LimitCounter {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private record Counted(int limit, @Nullable String agent) {}

  private final List<RuleLimit> limits;
  private final Map<Counted, Deque<Long>> calls = new HashMap<>();

  CountedCalls(List<RuleLimit> limits) {
    this.limits = limits;
  }

  @Override
  public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
    RateLimit rate = limits.get(limit).limit();
    Deque<Long> counted =
        calls.computeIfAbsent(new Counted(limit, agent), key -> new ArrayDeque<>());
    long window = rate.seconds() * NANOS_PER_SECOND;
    while (!counted.isEmpty() && nowNanos - counted.getFirst() >= window) {
      counted.removeFirst();
    }
    if (counted.size() >= rate.calls()) {
      return false;
    }
    counted.addLast(nowNanos);
    return true;
  }

  @Override
  public void release(int limit, @Nullable String agent, long acquiredNanos) {
    Deque<Long> counted = calls.get(new Counted(limit, agent));
    if (counted != null) {
      counted.removeLastOccurrence(acquiredNanos);
    }
  }
}
