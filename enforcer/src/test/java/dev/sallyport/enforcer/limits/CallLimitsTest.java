package dev.sallyport.enforcer.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleLimit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RuleLimit TWO_A_SECOND = limit("two", 2, 1);

  private final List<String> reported = new ArrayList<>();
  private final CallLimits limits = new CallLimits(reported::add);

  @Test
  void countsUpToTheLimitAndAgainOnceTheOldestIsAWindowAgo() {
    LimitCounter counter = limits.bind(List.of(TWO_A_SECOND));

    assertThat(counter.tryAcquire(0, "desk", 0)).isTrue();
    assertThat(counter.tryAcquire(0, "desk", SECOND / 2)).isTrue();
    assertThat(counter.tryAcquire(0, "desk", SECOND - 1)).isFalse();
    assertThat(counter.tryAcquire(0, "desk", SECOND)).isTrue();
    assertThat(counter.tryAcquire(0, "desk", SECOND + SECOND / 2 - 1)).isFalse();
    assertThat(counter.tryAcquire(0, "desk", SECOND + SECOND / 2)).isTrue();
  }

  @Test
  void countsEachAgentAndEachRuleByItself() {
    LimitCounter counter = limits.bind(List.of(limit("a", 1, 60), limit("b", 1, 60)));

    assertThat(counter.tryAcquire(0, "desk", 0)).isTrue();
    assertThat(counter.tryAcquire(0, "other", 0)).isTrue();
    assertThat(counter.tryAcquire(0, null, 0)).isTrue();
    assertThat(counter.tryAcquire(1, "desk", 0)).isTrue();
    for (String agent : new String[] {"desk", "other", null}) {
      assertThat(counter.tryAcquire(0, agent, 1)).as(agent).isFalse();
    }
  }

  /** Random times, agents and releases; the clock starts so that it wraps around midway. */
  @Test
  void answersAsAListOfCallsDoes() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int calls = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
      RuleLimit limit = limit("r", calls, 1);
      LimitCounter counter = new CallLimits(reported::add, 3, 1 << 20).bind(List.of(limit));
      NaiveLimits naive = new NaiveLimits(calls, SECOND);
      long now = Long.MAX_VALUE - random.nextLong(400 * SECOND / calls);
      for (int step = 0; step < 1_000; step++) {
        now += random.nextLong(1 + 2 * SECOND / calls) * random.nextInt(3) / 2;
        String agent = agent(random.nextInt(3));
        boolean expected = naive.tryAcquire(agent, now);
        assertThat(counter.tryAcquire(0, agent, now))
            .as("seed %d, step %d, %d calls", seed, step, calls)
            .isEqualTo(expected);
        if (expected && random.nextInt(4) == 0) {
          naive.release(agent, now);
          counter.release(0, agent, now);
        }
      }
    }
  }

  private static @Nullable String agent(int number) {
    return number == 0 ? null : "agent-" + number;
  }

  @Test
  void takesBackACallFromBetweenOthers() {
    LimitCounter counter = limits.bind(List.of(limit("three", 3, 1)));
    counter.tryAcquire(0, "desk", 10);
    counter.tryAcquire(0, "desk", 20);
    counter.tryAcquire(0, "desk", 30);

    counter.release(0, "desk", 20);

    assertThat(counter.tryAcquire(0, "desk", 40)).isTrue();
    assertThat(counter.tryAcquire(0, "desk", 50)).isFalse();
    assertThat(counter.tryAcquire(0, "desk", 10 + SECOND)).isTrue();
    assertThat(counter.tryAcquire(0, "desk", 29 + SECOND)).isFalse();
    assertThat(counter.tryAcquire(0, "desk", 30 + SECOND)).isTrue();
  }

  @Test
  void takesNobodyElsesCallBackOnceItsOwnIsForgotten() {
    LimitCounter counter = limits.bind(List.of(TWO_A_SECOND));
    counter.tryAcquire(0, "desk", 0);
    counter.tryAcquire(0, "desk", SECOND / 2);
    counter.tryAcquire(0, "desk", SECOND);

    counter.release(0, "desk", 0);

    assertThat(counter.tryAcquire(0, "desk", SECOND + 1)).isFalse();
  }

  @Test
  void countsACallThatComesLateWithThoseBeforeAndAfterIt() {
    LimitCounter counter = limits.bind(List.of(limit("one", 1, 1)));
    counter.tryAcquire(0, "desk", 0);
    counter.tryAcquire(0, "desk", SECOND);

    assertThat(counter.tryAcquire(0, "desk", SECOND / 2)).isFalse();
    counter.release(0, "desk", SECOND);
    assertThat(counter.tryAcquire(0, "desk", SECOND / 2)).isFalse();
    assertThat(counter.tryAcquire(0, "desk", SECOND)).isTrue();
  }

  @Test
  void keepsTheCountsOfARuleThatStaysAsItIs() {
    RuleLimit kept = limit("kept", 1, 60);
    LimitCounter before = limits.bind(List.of(limit("first", 1, 60), kept));
    assertThat(before.tryAcquire(1, "desk", 0)).isTrue();

    LimitCounter after = limits.bind(List.of(kept, limit("first", 2, 60)));
    limits.keepOnly(List.of(kept, limit("first", 2, 60)), 1);

    assertThat(after.tryAcquire(0, "desk", 2)).isFalse();
    assertThat(after.tryAcquire(1, "desk", 2)).isTrue();
    assertThat(before.tryAcquire(1, "desk", 2)).as("an old set's decision").isFalse();
  }

  @Test
  void keepsTheCountsOfARuleThatIsRemovedAndComesBackWithinItsWindow() {
    RuleLimit limit = limit("r", 1, 60);
    limits.bind(List.of(limit)).tryAcquire(0, "desk", 0);

    limits.keepOnly(List.of(), SECOND);
    assertThat(limits.bind(List.of(limit)).tryAcquire(0, "desk", 2 * SECOND)).isFalse();
    limits.keepOnly(List.of(), 61 * SECOND);

    assertThat(limits.rules()).isZero();
    assertThat(limits.bytesUsed()).isZero();
    assertThat(limits.bind(List.of(limit)).tryAcquire(0, "desk", 62 * SECOND)).isTrue();
  }

  @Test
  void letsNothingThroughForALimitThatIsForgotten() {
    RuleLimit limit = limit("r", 5, 60);
    LimitCounter old = limits.bind(List.of(limit));

    limits.keepOnly(List.of(), 0);

    assertThat(old.tryAcquire(0, "desk", 1)).isFalse();
    assertThat(old.tryAcquire(0, null, 1)).isFalse();
  }

  @Test
  void forgetsIdleAgentsWhenThereAreTooMany() {
    CallLimits small = new CallLimits(reported::add, 10, 1 << 20);
    LimitCounter counter = small.bind(List.of(TWO_A_SECOND));
    for (int agent = 0; agent < 10; agent++) {
      assertThat(counter.tryAcquire(0, "agent-" + agent, agent)).isTrue();
    }

    assertThat(counter.tryAcquire(0, "one more", 20)).isFalse();
    assertThat(counter.tryAcquire(0, "agent-3", 20)).as("known").isTrue();
    assertThat(reported).hasSize(1).first().asString().contains("`two`").contains("10");
    assertThat(counter.tryAcquire(0, "one more", 20 + SECOND)).isTrue();
    assertThat(counter.tryAcquire(0, "agent-3", 20 + SECOND)).isTrue();
    assertThat(small.agents(TWO_A_SECOND)).isEqualTo(2);
    assertThat(reported).hasSize(1);
  }

  @Test
  void staysWithinItsMemoryUnderAMillionAgentNames() {
    CallLimits bounded = new CallLimits(reported::add, 1_000_000, 4 << 20);
    RuleLimit daily = limit("daily", 100_000, 86_400);
    LimitCounter counter = bounded.bind(List.of(daily));
    int accepted = 0;
    for (int agent = 0; agent < 1_000_000; agent++) {
      if (counter.tryAcquire(0, "agent-" + agent, agent)) {
        accepted++;
      }
    }

    assertThat(accepted).isBetween(10_000, 20_000).isEqualTo(bounded.agents(daily));
    assertThat(bounded.bytesUsed()).isLessThanOrEqualTo(4 << 20);
    assertThat(reported).hasSize(1);
    long nextDay = 86_400 * SECOND + 1_000_000;
    assertThat(counter.tryAcquire(0, "agent-999999", nextDay)).isTrue();
    assertThat(bounded.bytesUsed()).isLessThan(1_000);
  }

  @Test
  void givesIdleMemoryOfOneRuleToAnother() {
    CallLimits bounded = new CallLimits(reported::add, 100, 40_000);
    LimitCounter counter = bounded.bind(List.of(limit("a", 100_000, 1), limit("b", 100_000, 1)));
    int burst = 0;
    while (counter.tryAcquire(0, "desk", 0)) {
      burst++;
    }
    assertThat(burst).isBetween(2_000, 5_000);
    assertThat(counter.tryAcquire(1, "x".repeat(5_000), 0)).isFalse();

    assertThat(counter.tryAcquire(1, "x".repeat(5_000), 2 * SECOND)).isTrue();
  }

  @Test
  void takesMemoryForCallsAndNotForTheLimit() {
    LimitCounter counter = limits.bind(List.of(limit("large", 100_000, 86_400)));
    for (int agent = 0; agent < 1_000; agent++) {
      assertThat(counter.tryAcquire(0, "agent-" + agent, agent)).isTrue();
    }
    assertThat(limits.bytesUsed()).isLessThan(1_000 * 300);
  }

  @Test
  void countsAHundredThousandCallsExactly() {
    LimitCounter counter = limits.bind(List.of(limit("large", 100_000, 1)));
    for (int call = 0; call < 100_000; call++) {
      assertThat(counter.tryAcquire(0, "desk", call)).isTrue();
    }
    assertThat(counter.tryAcquire(0, "desk", SECOND - 1)).isFalse();
    assertThat(counter.tryAcquire(0, "desk", SECOND)).isTrue();
    assertThat(counter.tryAcquire(0, "desk", SECOND)).isFalse();
  }

  @Test
  void allocatesNothingForAnAgentItKnows() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    LimitCounter counter = limits.bind(List.of(limit("a", 50, 1), limit("b", 3, 60)));
    long now = countMany(counter, 0, 50_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    countMany(counter, now, 50_000);
    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 50_000).isZero();
  }

  private static long countMany(LimitCounter counter, long start, int rounds) {
    long now = start;
    for (int i = 0; i < rounds; i++) {
      now += SECOND / 80;
      counter.tryAcquire(0, "desk", now);
      counter.tryAcquire(0, null, now);
      if (counter.tryAcquire(1, "desk", now)) {
        counter.release(1, "desk", now);
      }
    }
    return now;
  }

  private static RuleLimit limit(String rule, int calls, int seconds) {
    return new RuleLimit(rule, new RateLimit(calls, seconds));
  }
}
