package dev.sallyport.benchmarks.log;

/**
 * Counts durations in buckets no wider than 1/64 of what they hold. Recording allocates nothing.
 * Not thread-safe.
 */
final class LatencyHistogram {
  private static final int BITS = 6;
  private static final int SUB = 1 << BITS;

  private final long[] counts = new long[64 * SUB];
  private long total;

  void record(long nanos) {
    counts[bucket(Math.max(nanos, 0))]++;
    total++;
  }

  void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  long total() {
    return total;
  }

  /** The least duration, in nanoseconds, that the share {@code quantile} of all does not exceed. */
  long quantile(double quantile) {
    long wanted = (long) Math.ceil(quantile * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return highest(i);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    if (nanos < SUB) {
      return (int) nanos;
    }
    int shift = 63 - Long.numberOfLeadingZeros(nanos) - BITS;
    return (shift + 1) * SUB + (int) (nanos >>> shift) - SUB;
  }

  private static long highest(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    return ((bucket % SUB + SUB + 1L) << shift) - 1;
  }
}
