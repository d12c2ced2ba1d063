package dev.sallyport.audit.store;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The clock by which files roll: the system's, but it never goes back. If it did, Chronicle would
 * try to go on in a file that has ended, and refuse each record until the clock was right again.
 * For one caller at a time.
 */
final class RollClock implements TimeProvider {
  private final StoreSeams seams;
  private long latestMillis;

  RollClock(StoreSeams seams) {
    this.seams = seams;
  }

  @Override
  public long currentTimeMillis() {
    latestMillis = Math.max(latestMillis, seams.currentTimeMillis());
    return latestMillis;
  }
}
