package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.note.NoteSigner;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, who want the witness to cosign different histories. */
@Timeout(240)
class WitnessRaceTest {
  private static final int THREADS = 16;
  private static final int ROUNDS = 25;
  private static final int COMMON = 5;
  private static final int STEP = 3;

  @TempDir Path folder;
  private final NoteSigner key = TestWitness.signer("log.example/a", 1);
  private final CyclicBarrier start = new CyclicBarrier(THREADS);

  @Test
  void ofSixteenForksExactlyOneBecomesTheHistory() throws Exception {
    MemoryLog common = new MemoryLog("log.example/a", key).grow(COMMON, "common");
    List<MemoryLog> forks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      forks.add(common.fork().grow(COMMON + ROUNDS * STEP, "fork " + i + " leaf "));
    }
    try (TestWitness witness = new TestWitness(folder, "log.example/a=" + key.verifier())) {
      assertThat(witness.post("/add-checkpoint", common.request(0, COMMON)).statusCode())
          .isEqualTo(200);
      List<Integer> cosigned = race(witness, forks);
      assertThat(cosigned.stream().filter(count -> count > 0)).as("one fork").hasSize(1);
      assertThat(cosigned).as("it went on to its end").contains(ROUNDS);
    }
  }

  @Test
  void theSameHistoryPushedBySixteenNeverGoesBack() throws Exception {
    MemoryLog log = new MemoryLog("log.example/a", key).grow(2_000, "leaf ");
    try (TestWitness witness = new TestWitness(folder, "log.example/a=" + key.verifier())) {
      all(number -> push(witness, log, new Random(number)));
      long last = 0;
      for (String event : witness.events) {
        if (event.endsWith(": ok")) { // noted under the lock, so in the order of decisions
          long size = Long.parseLong(event.split(" ")[1]);
          assertThat(size).as("after %d", last).isGreaterThanOrEqualTo(last);
          last = size;
        }
      }
      assertThat(last).isEqualTo(sizeOf(witness, log)).isPositive();
    }
  }

  private interface Work {
    int of(int number) throws Exception;
  }

  private List<Integer> race(TestWitness witness, List<MemoryLog> forks) throws Exception {
    return all(number -> pushFork(witness, forks.get(number)));
  }

  /** How many checkpoints of the fork were cosigned; goes on only as long as they are. */
  private static int pushFork(TestWitness witness, MemoryLog fork) throws Exception {
    int cosigned = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long size = COMMON + (long) cosigned * STEP;
      HttpResponse<String> got = witness.post("/add-checkpoint", fork.request(size, size + STEP));
      assertThat(got.statusCode()).isIn(200, 409, 422);
      if (got.statusCode() == 200) {
        PlainCosignature.check(
            TestWitness.KEY.verifier().text(), fork.text(size + STEP), got.body());
        cosigned++;
      }
    }
    return cosigned;
  }

  /** Pushes as clients do: from the size that the witness names, a random step on. */
  private static int push(TestWitness witness, MemoryLog log, Random random) throws Exception {
    int cosigned = 0;
    long known = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long next = Math.min(known + 1 + random.nextInt(5), log.size());
      HttpResponse<String> got = witness.post("/add-checkpoint", log.request(known, next));
      if (got.statusCode() == 200) {
        known = next;
        cosigned++;
      } else {
        assertThat(got.statusCode()).isEqualTo(409);
        long now = Long.parseLong(got.body().trim());
        assertThat(now).as("never less than was cosigned").isGreaterThanOrEqualTo(known);
        known = now;
      }
    }
    return cosigned;
  }

  private static long sizeOf(TestWitness witness, MemoryLog log) throws Exception {
    HttpResponse<String> got = witness.post("/add-checkpoint", log.request(0, 1));
    assertThat(got.statusCode()).isEqualTo(409);
    return Long.parseLong(got.body().trim());
  }

  private List<Integer> all(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        tasks.add(
            () -> {
              start.await();
              return work.of(number);
            });
      }
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
