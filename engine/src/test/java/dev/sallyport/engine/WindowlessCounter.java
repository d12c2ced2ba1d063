package dev.sallyport.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts calls in one window that never ends. */
final class WindowlessCounter implements LimitCounter {
  private final List<RuleLimit> limits;
  private final Map<String, Integer> counts = new HashMap<>();

  WindowlessCounter(PolicySet policy) {
    this.limits = policy.limits();
  }

  @Override
  public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
    String key = limit + " " + agent;
    int count = counts.getOrDefault(key, 0);
    if (count >= limits.get(limit).limit().calls()) {
      return false;
    }
    counts.put(key, count + 1);
    return true;
  }

  @Override
  public void release(int limit, @Nullable String agent, long acquiredNanos) {
    counts.merge(limit + " " + agent, -1, Integer::sum);
  }

  /** What is counted, to be compared. */
  Map<String, Integer> counts() {
    return counts;
  }
}
