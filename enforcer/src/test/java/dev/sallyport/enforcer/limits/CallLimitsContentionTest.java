package dev.sallyport.enforcer.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Eight threads on one agent's limit. */
class CallLimitsContentionTest {
  private static final int THREADS = 8;
  private static final long SECOND = 1_000_000_000L;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<String> reported = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** All threads ask at the same time for more than there is: exactly the limit gets through. */
  @Test
  void letsExactlyTheLimitThrough() throws Exception {
    int calls = 7;
    LimitCounter counter = limits().bind(List.of(limit(calls)));
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    int rounds = 2_000;
    List<int[]> accepted =
        onAllThreads(
            number -> {
              int[] perRound = new int[rounds];
              for (int round = 0; round < rounds; round++) {
                barrier.await(30, TimeUnit.SECONDS);
                for (int attempt = 0; attempt < 3; attempt++) {
                  if (counter.tryAcquire(0, "desk", 2L * round * SECOND + number)) {
                    perRound[round]++;
                  }
                }
              }
              return perRound;
            });
    for (int round = 0; round < rounds; round++) {
      int sum = 0;
      for (int[] perRound : accepted) {
        sum += perRound[round];
      }
      assertThat(sum).as("round %d", round).isEqualTo(calls);
    }
  }

  /** A clock that threads read and then use late; some calls are taken back. */
  @Test
  void letsNeverMoreThanTheLimitThroughInAnyWindow() throws Exception {
    int calls = 20;
    LimitCounter counter = limits().bind(List.of(limit(calls)));
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 100 * SECOND);
    int attempts = 150_000;
    List<long[]> accepted =
        onAllThreads(
            number -> {
              long[] times = new long[attempts];
              int count = 0;
              for (int attempt = 0; attempt < attempts; attempt++) {
                long now = clock.addAndGet(SECOND / 1_000);
                if (attempt % 64 == 0) {
                  Thread.yield();
                }
                if (counter.tryAcquire(0, "desk", now)) {
                  if (attempt % 5 == 0) {
                    counter.release(0, "desk", now);
                  } else {
                    times[count++] = now;
                  }
                }
              }
              return Arrays.copyOf(times, count);
            });
    long[] times = accepted.stream().flatMapToLong(Arrays::stream).toArray();
    sortByDifference(times);
    for (int i = calls; i < times.length; i++) {
      assertThat(times[i] - times[i - calls]).isGreaterThanOrEqualTo(SECOND);
    }
    long windows = THREADS * attempts / 1_000;
    assertThat((long) times.length).isBetween(windows * calls / 2, windows * calls + calls);
  }

  /** Agents come and go faster than there is room; the clock is the real one. */
  @Test
  void staysExactWhileAgentsAreForgotten() throws Exception {
    int agents = 64;
    CallLimits limits = new CallLimits(reported::add, 8, 1 << 20);
    LimitCounter counter = limits.bind(List.of(limit(3)));
    AtomicLong clock = new AtomicLong();
    List<List<List<Long>>> accepted =
        onAllThreads(
            number -> {
              List<List<Long>> times = new ArrayList<>();
              for (int agent = 0; agent < agents; agent++) {
                times.add(new ArrayList<>());
              }
              for (int attempt = 0; attempt < 60_000; attempt++) {
                long now = clock.addAndGet(SECOND / 50);
                int agent = (int) (now / (SECOND / 2) % agents);
                if (counter.tryAcquire(0, "agent-" + agent, now)) {
                  times.get(agent).add(now);
                }
              }
              return times;
            });
    int counted = 0;
    for (int agent = 0; agent < agents; agent++) {
      int number = agent;
      long[] times =
          accepted.stream()
              .flatMap(t -> t.get(number).stream())
              .mapToLong(t -> t)
              .sorted()
              .toArray();
      for (int i = 3; i < times.length; i++) {
        assertThat(times[i] - times[i - 3]).isGreaterThanOrEqualTo(SECOND);
      }
      counted += times.length;
    }
    assertThat(counted).isGreaterThan(1_000);
    assertThat(limits.agents(limit(3))).isLessThanOrEqualTo(8);
  }

  private CallLimits limits() {
    return new CallLimits(reported::add);
  }

  private static RuleLimit limit(int calls) {
    return new RuleLimit("r", new RateLimit(calls, 1));
  }

  private static void sortByDifference(long[] times) {
    long base = times[0];
    for (int i = 0; i < times.length; i++) {
      times[i] -= base;
    }
    Arrays.sort(times);
  }

  private interface Work<T> {
    T run(int number) throws Exception;
  }

  private <T> List<T> onAllThreads(Work<T> work) throws Exception {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      tasks.add(() -> work.run(number));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : threads.invokeAll(tasks, 2, TimeUnit.MINUTES)) {
      results.add(result.get());
    }
    return results;
  }
}
