package dev.sallyport.enforcer.limits;

import dev.sallyport.engine.LimitCounter;
import org.jspecify.annotations.Nullable;

/** The limits of one policy set, by their numbers. Immutable but for what is counted. */
final class BoundLimits implements LimitCounter {
  private final CallLimits limits;
  private final RuleWindows[] byNumber;

  BoundLimits(CallLimits limits, RuleWindows[] byNumber) {
    this.limits = limits;
    this.byNumber = byNumber;
  }

  @Override
  public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
    RuleWindows windows = byNumber[limit];
    Counted counted = windows.count(agent, nowNanos);
    if (counted == Counted.NO_ROOM && limits.sweep(nowNanos)) {
      counted = windows.count(agent, nowNanos);
    }
    if (counted == Counted.NO_ROOM) {
      limits.noRoom(windows.limit());
    }
    return counted == Counted.YES;
  }

  @Override
  public void release(int limit, @Nullable String agent, long acquiredNanos) {
    byNumber[limit].takeBack(agent, acquiredNanos);
  }
}
