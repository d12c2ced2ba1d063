package dev.sallyport.cli;

import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.RuleLimit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts replayed calls by the times that the log has: a call counts against a limit for the length
 * of the limit's window. Exact; not thread-safe.
 */
final class ReplayLimits implements LimitCounter {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final List<RuleLimit> limits;
  private final Map<Key, Deque<Long>> counted = new HashMap<>();

  ReplayLimits(List<RuleLimit> limits) {
    this.limits = List.copyOf(limits);
  }

  private record Key(int limit, @Nullable String agent) {}

  /** Forgets all calls: a new run of the application begins, with a clock of its own. */
  void clear() {
    counted.clear();
  }

  @Override
  public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
    RuleLimit rule = limits.get(limit);
    Deque<Long> times = counted.computeIfAbsent(new Key(limit, agent), key -> new ArrayDeque<>());
    long window = rule.limit().seconds() * NANOS_PER_SECOND;
    while (!times.isEmpty() && nowNanos - times.getFirst() >= window) {
      times.removeFirst();
    }
    if (times.size() >= rule.limit().calls()) {
      return false;
    }
    times.addLast(nowNanos);
    return true;
  }

  @Override
  public void release(int limit, @Nullable String agent, long acquiredNanos) {
    Deque<Long> times = counted.get(new Key(limit, agent));
    if (times != null) {
      times.removeLastOccurrence(acquiredNanos);
    }
  }
}
