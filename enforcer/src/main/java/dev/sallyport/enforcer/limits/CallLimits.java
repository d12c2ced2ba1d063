package dev.sallyport.enforcer.limits;

import dev.sallyport.enforcer.ErrorReporter;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.RuleLimit;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts calls for the limits of policies: at most N for each agent and rule in any window of the
 * limit's length, sliding, exactly. A rule that keeps its name and its limit keeps its counts when
 * another policy comes into force. Thread-safe.
 *
 * <p>Memory grows with the calls that count, and is bounded: {@link #AGENTS} agents for a rule and
 * {@link #BYTES} in all. Agents without a call that counts are forgotten first; where that makes no
 * room, a further agent's limit is used up from the start.
 */
public final class CallLimits {
  /** Agents whose calls count for one rule at a time. */
  public static final int AGENTS = 10_000;

  /** What all counts together take, in bytes: room for some four million calls. */
  public static final long BYTES = 32L << 20;

  private static final long SWEEP_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ErrorReporter errors;
  private final int mostAgents;
  private final WindowMemory memory;
  private final Map<RuleLimit, RuleWindows> rules = new ConcurrentHashMap<>();
  private final AtomicBoolean reported = new AtomicBoolean();
  private final AtomicBoolean swept = new AtomicBoolean();
  private final AtomicLong lastSweep = new AtomicLong();

  /**
   * Counts nothing yet.
   *
   * @param errors told once if there is no room to count in
   */
  public CallLimits(ErrorReporter errors) {
    this(errors, AGENTS, BYTES);
  }

  CallLimits(ErrorReporter errors, int mostAgents, long bytes) {
    this.errors = errors;
    this.mostAgents = mostAgents;
    memory = new WindowMemory(bytes);
  }

  /**
   * The counter for a set with these limits, which shares what others of this object have counted.
   *
   * @param limits as from {@link dev.sallyport.engine.PolicySet#limits}
   */
  public synchronized LimitCounter bind(List<RuleLimit> limits) {
    if (limits.isEmpty()) {
      return LimitCounter.EXHAUSTED; // never asked
    }
    RuleWindows[] bound = new RuleWindows[limits.size()];
    for (int i = 0; i < bound.length; i++) {
      RuleLimit limit = limits.get(i);
      RuleWindows known = rules.get(limit);
      if (known == null) {
        known = new RuleWindows(limit, mostAgents, memory);
        rules.put(limit, known);
      }
      bound[i] = known;
    }
    return new BoundLimits(this, bound);
  }

  /**
   * Forgets the limits that are not among {@code limits}, each once no call counts for it any more:
   * an edit that is undone resets nothing. To be called when the set with these limits is in force;
   * a decision that an earlier set is still making then finds a forgotten limit used up.
   *
   * @param nowNanos {@link System#nanoTime}
   */
  public synchronized void keepOnly(List<RuleLimit> limits, long nowNanos) {
    Set<RuleLimit> kept = new HashSet<>(limits);
    for (Iterator<RuleWindows> all = rules.values().iterator(); all.hasNext(); ) {
      RuleWindows windows = all.next();
      if (!kept.contains(windows.limit()) && windows.closeIfIdle(nowNanos)) {
        all.remove();
      }
    }
  }

  /** Evicts idle windows of all rules, at most once a second; whether it did. */
  boolean sweep(long now) {
    long last = lastSweep.get();
    if (swept.get() && now - last < SWEEP_PAUSE_NANOS || !lastSweep.compareAndSet(last, now)) {
      return false;
    }
    swept.set(true);
    for (RuleWindows windows : rules.values()) {
      windows.sweep(now);
    }
    return true;
  }

  void noRoom(RuleLimit limit) {
    if (!reported.getAndSet(true)) {
      errors.report(
          "limits: no room to count the calls of one more agent (at most "
              + mostAgents
              + " for a rule, first reached by `"
              + limit.rule()
              + "`); the limit of such an agent counts as used up");
    }
  }

  long bytesUsed() {
    return memory.used();
  }

  int agents(RuleLimit limit) {
    RuleWindows windows = rules.get(limit);
    return windows == null ? 0 : windows.agents();
  }

  int rules() {
    return rules.size();
  }
}
