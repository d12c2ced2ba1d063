package dev.sallyport.audit;

import java.time.Duration;

/**
 * How a run's log is kept.
 *
 * @param bootId identifies this process start in every record; random, not 0
 * @param minFreeBytes usable space on the log's disk below which nothing is appended; 0 or more
 * @param openTimeout how long the first append waits for the store to open
 * @param forceDecisions whether a decision before a tool is on the disk when its append returns
 */
public record AuditOptions(
    long bootId, long minFreeBytes, Duration openTimeout, boolean forceDecisions) {
  /** Usable space, in bytes, that is left alone unless configured otherwise. */
  public static final long DEFAULT_MIN_FREE_BYTES = 64L << 20;

  /** How long the first append waits for the store unless configured otherwise. */
  public static final Duration DEFAULT_OPEN_TIMEOUT = Duration.ofSeconds(30);

  /** Checks the ranges. */
  public AuditOptions {
    if (minFreeBytes < 0) {
      throw new IllegalArgumentException(
          "minimum free space is `" + minFreeBytes + "`; wanted 0 or more bytes");
    }
  }

  /** Options that leave it to the operating system when a decision gets to the disk. */
  public AuditOptions(long bootId, long minFreeBytes, Duration openTimeout) {
    this(bootId, minFreeBytes, openTimeout, false);
  }

  /** The defaults for the process start {@code bootId}. */
  public static AuditOptions defaults(long bootId) {
    return new AuditOptions(bootId, DEFAULT_MIN_FREE_BYTES, DEFAULT_OPEN_TIMEOUT);
  }
}
