package dev.sallyport.enforcer.limits;

import dev.sallyport.engine.RuleLimit;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The windows of one rule's limit, one for each agent that used it lately. Thread-safe. */
final class RuleWindows {
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RuleLimit limit;
  private final int mostAgents;
  private final WindowMemory memory;
  private final long nanos;
  private final ConcurrentHashMap<String, SlidingWindow> windows = new ConcurrentHashMap<>();

  /** Calls whose agent is unknown; no name can be taken for it. */
  private final SlidingWindow ofUnknown;

  private boolean closed;
  private boolean swept;
  private long lastSweep;
  private boolean hasForgotten;
  private long newestForgotten;

  RuleWindows(RuleLimit limit, int mostAgents, WindowMemory memory) {
    this.limit = limit;
    this.mostAgents = mostAgents;
    this.memory = memory;
    nanos = TimeUnit.SECONDS.toNanos(limit.limit().seconds());
    ofUnknown = new SlidingWindow(limit.limit().calls(), nanos, 0, memory);
  }

  RuleLimit limit() {
    return limit;
  }

  Counted count(@Nullable String agent, long now) {
    if (agent == null) {
      return ofUnknown.count(now);
    }
    SlidingWindow window = windows.get(agent);
    Counted counted = window == null ? Counted.EVICTED : window.count(now);
    while (counted == Counted.EVICTED) {
      window = windowFor(agent, now);
      if (window == null) {
        return Counted.NO_ROOM;
      }
      counted = window.count(now);
    }
    return counted;
  }

  void takeBack(@Nullable String agent, long time) {
    SlidingWindow window = agent == null ? ofUnknown : windows.get(agent);
    if (window != null) {
      window.takeBack(time);
    }
  }

  /** The agent's window, a new one if it has none; null if there is no room for one. */
  private synchronized @Nullable SlidingWindow windowFor(String agent, long now) {
    SlidingWindow known = windows.get(agent);
    if (known != null) {
      return known; // none is evicted outside this lock
    }
    if (closed || windows.size() >= mostAgents && !sweepMakesRoom(now)) {
      return null;
    }
    long bytes = SlidingWindow.bytesFor(agent.length());
    if (!memory.reserve(bytes)) {
      return null;
    }
    SlidingWindow added = new SlidingWindow(limit.limit().calls(), nanos, bytes, memory);
    if (hasForgotten) {
      added.forgotten(newestForgotten);
    }
    windows.put(agent, added);
    return added;
  }

  /** Looks at all windows, but not for each of many calls in a row. */
  private boolean sweepMakesRoom(long now) {
    if (swept && now - lastSweep < Math.min(nanos / 16, LONGEST_PAUSE_NANOS)) {
      return false;
    }
    sweep(now);
    return windows.size() < mostAgents;
  }

  /** Evicts the windows in which no call counts any more. */
  synchronized void sweep(long now) {
    swept = true;
    lastSweep = now;
    ofUnknown.isIdle(now);
    for (Iterator<SlidingWindow> all = windows.values().iterator(); all.hasNext(); ) {
      SlidingWindow window = all.next();
      if (window.evictIfIdle(now)) {
        remember(window);
        all.remove();
      }
    }
  }

  /** So that a thread which comes late does not count a call beside those forgotten. */
  private void remember(SlidingWindow window) {
    if (window.hasForgotten()
        && (!hasForgotten || window.newestForgotten() - newestForgotten > 0)) {
      hasForgotten = true;
      newestForgotten = window.newestForgotten();
    }
  }

  /** Ends it if no call counts at {@code now}; from then on it lets nothing through. */
  synchronized boolean closeIfIdle(long now) {
    sweep(now);
    closed = windows.isEmpty() && ofUnknown.evictIfIdle(now);
    return closed;
  }

  int agents() {
    return windows.size();
  }
}
