package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleLimit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedCallsTest {
  private static final long SECOND = 1_000_000_000L;

  private final CountedCalls limits =
      new CountedCalls(
          List.of(
              new RuleLimit("a", new RateLimit(2, 60)), new RuleLimit("b", new RateLimit(1, 1))));

  @Test
  void aCallCountsForTheLengthOfTheWindow() {
    assertThat(limits.tryAcquire(0, "desk", -5)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 10 * SECOND)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 60 * SECOND - 6)).isFalse();
    assertThat(limits.tryAcquire(0, "desk", 60 * SECOND - 5)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 60 * SECOND)).isFalse();
  }

  @Test
  void agentsAndRulesCountApart() {
    assertThat(limits.tryAcquire(1, "desk", 0)).isTrue();
    assertThat(limits.tryAcquire(1, "desk", 1)).isFalse();
    assertThat(limits.tryAcquire(1, null, 1)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 1)).isTrue();
  }

  @Test
  void whatIsReleasedOrOfAnotherRunDoesNotCount() {
    assertThat(limits.tryAcquire(1, "desk", 5)).isTrue();
    limits.release(1, "desk", 5);
    assertThat(limits.tryAcquire(1, "desk", 6)).isTrue();
    limits.clear();
    assertThat(limits.tryAcquire(1, "desk", 7)).isTrue();
  }

  @Test
  void noWindowHasTooManyCallsInWhateverOrderTheyAreJudged() {
    assertThat(limits.tryAcquire(1, "desk", 0)).isTrue();
    assertThat(limits.tryAcquire(1, "desk", 2 * SECOND)).isTrue();
    assertThat(limits.tryAcquire(1, "desk", SECOND - 1)).isFalse();
    assertThat(limits.tryAcquire(0, "desk", 5)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 3)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 60 * SECOND + 3)).isTrue();
    assertThat(limits.tryAcquire(0, "desk", 60 * SECOND + 4)).isFalse();
  }
}
