package dev.sallyport.enforcer.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a limit means, written down as plainly as can be: a list of calls for each agent. */
final class NaiveLimits {
  private final int calls;
  private final long nanos;
  private final Map<@Nullable String, List<Long>> counted = new HashMap<>();

  NaiveLimits(int calls, long nanos) {
    this.calls = calls;
    this.nanos = nanos;
  }

  boolean tryAcquire(@Nullable String agent, long now) {
    List<Long> times = counted.computeIfAbsent(agent, name -> new ArrayList<>());
    times.removeIf(time -> now - time >= nanos);
    if (times.size() >= calls) {
      return false;
    }
    times.add(now);
    return true;
  }

  void release(@Nullable String agent, long time) {
    counted.getOrDefault(agent, new ArrayList<>()).remove(time);
  }
}
