package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.note.NoteSigner;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The witness is killed again and again while honest and forged logs are pushed to it. */
@Timeout(300)
class WitnessKilledTest {
  private static final int KILLS = 8;
  private static final int PUSHERS = 4;
  private static final int ENOUGH = 12;
  private static final int MAX_SIZE = 4_000;

  @TempDir Path folder;
  private final NoteSigner key = TestWitness.signer("log.example/a", 1);
  private final Map<Long, String> rootBySize = new ConcurrentHashMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private final AtomicLong largest = new AtomicLong();
  private volatile String url = "";
  private volatile String vkey = "";
  private long inThisLife;
  private @Nullable WitnessProcess witness;

  @AfterEach
  void end() throws Exception {
    WitnessProcess last = witness;
    if (last != null) {
      last.kill();
    }
  }

  @Test
  void neverCosignsTwoHistoriesAndNeverGoesBack() throws Exception {
    MemoryLog honest = new MemoryLog("log.example/a", key).grow(MAX_SIZE, "leaf ");
    MemoryLog forged = new MemoryLog("log.example/a", key).grow(MAX_SIZE, "forged ");
    Random random = new Random(42);
    for (int life = 0; life < KILLS; life++) {
      WitnessProcess process = start();
      long before = largest.get();
      assertThat(size(honest)).as("after kill %d", life).isGreaterThanOrEqualTo(before);
      begin();
      List<Thread> pushers = push(List.of(honest, forged));
      awaitCosigned(ENOUGH + random.nextInt(ENOUGH));
      process.kill(); // in the middle of other requests
      for (Thread pusher : pushers) {
        pusher.join();
      }
      assertThat(contradictions).isEmpty();
    }
    assertThat(rootBySize).hasSizeGreaterThan(KILLS * ENOUGH / 2);
  }

  private WitnessProcess start() throws IOException {
    WitnessProcess process =
        new WitnessProcess(folder, "--name", "w1", "--log", "log.example/a=" + key.verifier());
    witness = process;
    url = process.url();
    vkey = process.vkey();
    return process;
  }

  private synchronized void awaitCosigned(int count) throws InterruptedException {
    while (inThisLife < count) {
      wait();
    }
  }

  private long size(MemoryLog log) throws Exception {
    HttpResponse<String> got =
        TestWitness.postTo(url + "/add-checkpoint", log.request(MAX_SIZE, MAX_SIZE));
    return got.statusCode() == 200 ? MAX_SIZE : Long.parseLong(got.body().trim());
  }

  private List<Thread> push(List<MemoryLog> logs) {
    List<Thread> pushers = new ArrayList<>();
    for (int i = 0; i < PUSHERS; i++) {
      MemoryLog log = logs.get(i % logs.size());
      Thread pusher = new Thread(() -> pushUntilKilled(log), "pusher");
      pushers.add(pusher);
      pusher.start();
    }
    return pushers;
  }

  private void pushUntilKilled(MemoryLog log) {
    long known = 0;
    try {
      while (known < MAX_SIZE) {
        HttpResponse<String> got =
            TestWitness.postTo(url + "/add-checkpoint", log.request(known, known + 1));
        if (got.statusCode() == 200) {
          known++;
          cosigned(log, known, got.body());
        } else if (got.statusCode() == 409 && !got.body().startsWith("another")) {
          known = Long.parseLong(got.body().trim());
        } else {
          return; // the forged log
        }
      }
    } catch (IOException e) {
      // Killed.
    } catch (Exception | AssertionError e) {
      contradict(e.toString());
    }
  }

  private void cosigned(MemoryLog log, long size, String line) throws Exception {
    String text = log.text(size);
    PlainCosignature.check(vkey, text, line);
    String other = rootBySize.putIfAbsent(size, text);
    if (other != null && !other.equals(text)) {
      contradict("two roots for size " + size);
    }
    largest.accumulateAndGet(size, Math::max);
    synchronized (this) {
      inThisLife++;
      notifyAll();
    }
  }

  private synchronized void begin() {
    inThisLife = 0;
  }

  private synchronized void contradict(String what) {
    contradictions.add(what);
  }
}
