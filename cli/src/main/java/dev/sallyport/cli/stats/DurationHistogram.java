package dev.sallyport.cli.stats;

/**
 * A distribution of durations. Those below 256 ns are kept exactly, longer ones in buckets of a
 * width of 1/128 of their size or less, so a percentile is at most 0.8 % more than the true one and
 * never less. Takes 58 KiB. Not thread-safe.
 */
public final class DurationHistogram {
  private static final int SUB_BITS = 7;
  private static final int SUB = 1 << SUB_BITS;
  private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUB;

  private final long[] counts = new long[BUCKETS];
  private long total;
  private long max;
  private long invalid;

  /** Adds a duration in nanoseconds; a negative one is only counted as invalid. */
  public void add(long nanos) {
    if (nanos < 0) {
      invalid++;
      return;
    }
    counts[bucket(nanos)]++;
    total++;
    max = Math.max(max, nanos);
  }

  /** How many durations there are. */
  public long total() {
    return total;
  }

  /** How many were negative and are left out. */
  public long invalid() {
    return invalid;
  }

  /** The longest, exactly, in nanoseconds; 0 if there is none. */
  public long max() {
    return max;
  }

  /**
   * The duration in nanoseconds that a share of all do not exceed; 0 if there is none.
   *
   * @param perMille that share, such as 500 for the median or 999; up to 1,000
   */
  public long percentile(int perMille) {
    long rank = Math.max(1, ceilOfShare(total, perMille));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(greatest(i), max);
      }
    }
    return max;
  }

  private static long ceilOfShare(long total, int perMille) {
    return total / 1_000 * perMille + (total % 1_000 * perMille + 999) / 1_000;
  }

  /**
   * How many durations are in the range, as far as the buckets tell: each counts where its bucket
   * begins.
   *
   * @param from the least, in nanoseconds
   * @param to what is too long
   */
  public long between(long from, long to) {
    long count = 0;
    for (int i = bucket(from); i < BUCKETS && least(i) < to; i++) {
      count += least(i) >= from ? counts[i] : 0;
    }
    return count;
  }

  private static int bucket(long nanos) {
    if (nanos < 2L * SUB) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(nanos);
    return shift * SUB + (int) (nanos >>> shift);
  }

  private static long least(int bucket) {
    int shift = Math.max(0, bucket / SUB - 1);
    return (long) (bucket - shift * SUB) << shift;
  }

  private static long greatest(int bucket) {
    int shift = Math.max(0, bucket / SUB - 1);
    return ((long) (bucket - shift * SUB + 1) << shift) - 1;
  }
}
