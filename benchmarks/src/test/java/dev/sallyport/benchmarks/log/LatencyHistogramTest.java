package dev.sallyport.benchmarks.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void quantilesAreAtMostASixtyFourthTooHigh() {
    Random random = new Random(1);
    LatencyHistogram histogram = new LatencyHistogram();
    LatencyHistogram half = new LatencyHistogram();
    long[] values = new long[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 20);
      (i % 2 == 0 ? histogram : half).record(values[i]);
    }
    histogram.add(half);
    Arrays.sort(values);
    for (double quantile : new double[] {0.001, 0.5, 0.9, 0.99, 0.999, 1}) {
      long exact = values[(int) Math.ceil(quantile * values.length) - 1];
      assertThat(histogram.quantile(quantile)).isBetween(exact, exact + exact / 64);
    }
    assertThat(histogram.total()).isEqualTo(values.length);
  }

  @Test
  void holdsTheShortestAndTheLongest() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(-1);
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.quantile(1)).isEqualTo(Long.MAX_VALUE);
  }
}
