package dev.sallyport.cli.stats;

import java.util.ArrayList;
import java.util.List;

/** A distribution in rows of 1, 2, 5, 10, 20, 50 ... nanoseconds, as a chart shows it. */
public final class HistogramRows {
  private static final long[] STEPS = {1, 2, 5};

  private HistogramRows() {}

  /**
   * One row.
   *
   * @param from the least duration in nanoseconds
   * @param to what is too long; {@link Long#MAX_VALUE} in the last row there can be
   * @param count how many there are
   */
  public record Row(long from, long to, long count) {}

  /** The rows from the first to the last that is not empty. */
  public static List<Row> of(DurationHistogram histogram) {
    List<Row> rows = new ArrayList<>();
    long from = 0;
    int filled = 0;
    for (int i = 0; from < Long.MAX_VALUE; i++) {
      long to = bound(i);
      long count = histogram.between(from, to);
      if (count > 0 || !rows.isEmpty()) {
        rows.add(new Row(from, to, count));
        filled = count > 0 ? rows.size() : filled;
      }
      from = to;
    }
    return List.copyOf(rows.subList(0, filled));
  }

  /** 1, 2, 5, 10, ... and at last the greatest number. */
  private static long bound(int index) {
    int zeros = index / STEPS.length;
    long bound = STEPS[index % STEPS.length];
    for (int i = 0; i < zeros; i++) {
      if (bound > Long.MAX_VALUE / 10) {
        return Long.MAX_VALUE;
      }
      bound *= 10;
    }
    return bound;
  }
}
