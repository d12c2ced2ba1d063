package dev.sallyport.cli.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameCountsTest {
  @Test
  void theMostFrequentComeFirstThenByName() {
    NameCounts counts = new NameCounts(10);
    for (String name : "b a c b c d".split(" ")) {
      counts.add(name);
    }
    counts.add(null);
    assertThat(counts.top(4))
        .containsExactly(
            new NameCounts.Count("b", 2),
            new NameCounts.Count("c", 2),
            new NameCounts.Count(null, 1),
            new NameCounts.Count("a", 1));
    assertThat(counts.names()).isEqualTo(5);
    assertThat(counts.total()).isEqualTo(7);
    assertThat(counts.others()).isZero();
  }

  @Test
  void anyNumberOfNamesTakesBoundedSpaceAndIsCounted() {
    NameCounts counts = new NameCounts(100);
    for (int i = 0; i < 1_000; i++) {
      counts.add("n" + i);
      counts.add("n0");
    }
    assertThat(counts.names()).isEqualTo(100);
    assertThat(counts.others()).isEqualTo(900);
    assertThat(counts.top(1)).containsExactly(new NameCounts.Count("n0", 1_001));
    assertThat(counts.total()).isEqualTo(2_000);
  }
}
