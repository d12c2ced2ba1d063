package dev.sallyport.cli.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationHistogramTest {
  private static final int[] SHARES = {1, 10, 500, 900, 990, 999, 1_000};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void percentilesAreAtMostTheDocumentedErrorAboveTheTrueOnes(long seed) {
    Random random = new Random(seed);
    long[] all = new long[1 + random.nextInt(5_000)];
    DurationHistogram histogram = new DurationHistogram();
    for (int i = 0; i < all.length; i++) {
      all[i] = random.nextLong() >>> 1 + random.nextInt(63);
      histogram.add(all[i]);
    }
    Arrays.sort(all);
    for (int share : SHARES) {
      long exact = all[Math.max(0, (int) Math.ceil(all.length * (share / 1000.0)) - 1)];
      assertThat(histogram.percentile(share))
          .as("%d per mille", share)
          .isBetween(exact, exact + exact / 128);
    }
    assertThat(histogram.max()).isEqualTo(all[all.length - 1]);
    assertThat(histogram.total()).isEqualTo(all.length);
  }

  @Test
  void shortDurationsAreExact() {
    for (int nanos = 0; nanos < 256; nanos++) {
      DurationHistogram histogram = new DurationHistogram();
      histogram.add(nanos);
      histogram.add(nanos + 1L);
      assertThat(histogram.percentile(500)).isEqualTo(nanos);
    }
  }

  @Test
  void theExtremesHaveAPlace() {
    DurationHistogram histogram = new DurationHistogram();
    histogram.add(Long.MAX_VALUE);
    histogram.add(0);
    histogram.add(-1);
    histogram.add(Long.MIN_VALUE);
    assertThat(histogram.total()).isEqualTo(2);
    assertThat(histogram.invalid()).isEqualTo(2);
    assertThat(histogram.percentile(500)).isZero();
    assertThat(histogram.percentile(1_000)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anEmptyOneHasNoDurations() {
    DurationHistogram histogram = new DurationHistogram();
    assertThat(histogram.percentile(999)).isZero();
    assertThat(HistogramRows.of(histogram)).isEmpty();
  }

  @Test
  void rowsHoldEachDurationOnceFromTheFirstToTheLast() {
    Random random = new Random(3);
    DurationHistogram histogram = new DurationHistogram();
    for (int i = 0; i < 10_000; i++) {
      histogram.add(random.nextLong() >>> 1 + random.nextInt(63));
    }
    histogram.add(Long.MAX_VALUE);
    long count = 0;
    long end = -1;
    for (HistogramRows.Row row : HistogramRows.of(histogram)) {
      assertThat(end == -1 || row.from() == end).isTrue();
      assertThat(row.to()).isGreaterThan(row.from());
      count += row.count();
      end = row.to();
    }
    assertThat(count).isEqualTo(10_001);
    assertThat(end).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void rowsBeginAtOneTwoAndFive() {
    DurationHistogram histogram = new DurationHistogram();
    for (long nanos : new long[] {100, 199, 200, 500}) {
      histogram.add(nanos);
    }
    assertThat(HistogramRows.of(histogram))
        .containsExactly(
            new HistogramRows.Row(100, 200, 2),
            new HistogramRows.Row(200, 500, 1),
            new HistogramRows.Row(500, 1_000, 1));
  }
}
