package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "'', abc, 3",
    "abc, '', 3",
    "abc, abd, 1",
    "abc, ab, 1",
    "abc, abcd, 1",
    "abcd, abdc, 1",
    "kitten, sitting, 3",
    "mode, policy, 5"
  })
  void distanceCountsEditsAndSwaps(String a, String b, int distance) {
    assertThat(NearestName.distance(a, b)).isEqualTo(distance);
    assertThat(NearestName.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void theFirstOfEquallyNearCandidatesWins() {
    assertThat(NearestName.of("bat", new String[] {"cat", "hat"})).isEqualTo("cat");
  }

  @Test
  void aVeryLongNameIsStillAnsweredQuickly() {
    assertThat(NearestName.of("mode".repeat(1_000_000), new String[] {"policy", "mode"}))
        .isIn("policy", "mode");
  }
}
