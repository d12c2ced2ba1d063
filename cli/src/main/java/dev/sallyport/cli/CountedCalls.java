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
 * Counts calls by the times that a case or a log gives them, as an application does: never more
 * than the limit's number in any window of its length, also where calls come out of order. Exact,
 * for any number of agents; not thread-safe.
 */
final class CountedCalls implements LimitCounter {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final List<RuleLimit> limits;
  private final Map<Key, Window> windows = new HashMap<>();

  CountedCalls(List<RuleLimit> limits) {
    this.limits = List.copyOf(limits);
  }

  private record Key(int limit, @Nullable String agent) {}

  /** The calls that one limit counts for one agent. */
  private static final class Window {
    /** Ascending. */
    private final Deque<Long> times = new ArrayDeque<>();

    /** A call so soon after it, though judged later, could be one too many. */
    private @Nullable Long newestForgotten;

    void forgetBefore(long now, long length) {
      while (!times.isEmpty() && now - times.getFirst() >= length) {
        newestForgotten = times.removeFirst();
      }
    }

    boolean mayCount(long now, long length, int calls) {
      Long forgotten = newestForgotten;
      return times.size() < calls && (forgotten == null || now - forgotten >= length);
    }

    void insert(long now) {
      Deque<Long> later = new ArrayDeque<>();
      while (!times.isEmpty() && times.getLast() - now > 0) {
        later.addFirst(times.removeLast());
      }
      times.addLast(now);
      times.addAll(later);
    }
  }

  /** Forgets all calls: a new run of the application begins, with a clock of its own. */
  void clear() {
    windows.clear();
  }

  @Override
  public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
    RuleLimit rule = limits.get(limit);
    long length = rule.limit().seconds() * NANOS_PER_SECOND;
    Window window = windows.computeIfAbsent(new Key(limit, agent), key -> new Window());
    window.forgetBefore(nowNanos, length);
    if (!window.mayCount(nowNanos, length, rule.limit().calls())) {
      return false;
    }
    window.insert(nowNanos);
    return true;
  }

  @Override
  public void release(int limit, @Nullable String agent, long acquiredNanos) {
    Window window = windows.get(new Key(limit, agent));
    if (window != null) {
      window.times.removeLastOccurrence(acquiredNanos);
    }
  }
}
