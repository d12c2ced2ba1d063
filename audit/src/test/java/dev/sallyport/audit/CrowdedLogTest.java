package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads at once, while files end and the log is maintained. */
class CrowdedLogTest {
  @TempDir Path root;

  @Test
  void twoHundredThreadsKeepTheirOrderWhileFilesEnd() throws Exception {
    int threads = 200;
    int each = 500;
    Path folder = Runs.folder(root);
    FaultyStores stores = new FaultyStores();
    try (AuditLog log = Runs.open(folder, stores, Runs.options());
        Maintaining maintaining = new Maintaining(log)) {
      ExecutorService executor = Executors.newFixedThreadPool(threads + 1);
      Future<?> days = executor.submit(() -> letDaysPass(log, stores, threads * each));
      appendAll(executor, log, threads, each);
      days.get();
      assertThat(maintaining.isAlive()).isTrue();
      assertThat(log.appended()).isEqualTo((long) threads * each);
      assertThat(log.failure()).isNull();
    }
    assertEachInItsOrder(folder, threads, each);
    assertThat(files(folder)).isGreaterThan(2);
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).count();
    }
  }

  @Test
  void tenThousandVirtualThreadsNeedNoMemoryOfTheirOwn() throws Exception {
    int threads = 10_000;
    int each = 10;
    AtomicInteger encoders = new AtomicInteger();
    LogParts parts =
        new LogParts() {
          @Override
          RecordEncoder encoder() {
            encoders.incrementAndGet();
            return super.encoder();
          }
        };
    Path folder = Runs.folder(root);
    try (AuditLog log = new AuditLog(folder, Runs.options(), parts)) {
      log.startOpening();
      appendAll(virtualThreads(), log, threads, each);
    }
    assertThat(encoders).hasValueLessThanOrEqualTo(33);
    assertEachInItsOrder(folder, threads, each);
  }

  private static ExecutorService virtualThreads() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
    Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    return (ExecutorService) factory.invoke(null);
  }

  private static void appendAll(ExecutorService executor, AuditLog log, int threads, int each)
      throws Exception {
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        all.add(executor.submit(() -> append(log, thread, each)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      executor.shutdown();
    }
  }

  /** Interrupted now and then, which must not matter. */
  private static void append(AuditLog log, int thread, int each) {
    DecisionRecord record = Runs.decision(0).parentCallId(thread);
    long last = -1;
    for (int call = 1; call <= each; call++) {
      boolean interrupted = (call + thread) % 7 == 0;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      long leaf = log.append(record.callId(call));
      assertThat(Thread.interrupted()).isEqualTo(interrupted);
      assertThat(leaf).isGreaterThan(last);
      last = leaf;
    }
  }

  private static void assertEachInItsOrder(Path folder, int threads, int each) throws Exception {
    long[] last = new long[threads];
    long nanos = Long.MIN_VALUE;
    List<AuditEntry> entries = Runs.read(folder);
    for (AuditEntry entry : entries) {
      assertThat(entry).isInstanceOf(AuditEntry.Decision.class);
      DecisionRecord record = ((AuditEntry.Decision) entry).record();
      assertThat(record.callId()).isEqualTo(++last[(int) record.parentCallId()]);
      assertThat(record.monotonicNanos()).isGreaterThanOrEqualTo(nanos);
      nanos = record.monotonicNanos();
    }
    assertThat(entries).hasSize(threads * each);
  }

  /** Ten days, while so many records come. */
  private static void letDaysPass(AuditLog log, FaultyStores stores, int records) {
    for (long day = 1; day <= 10; day++) {
      while (log.appended() < day * records / 12) {
        Thread.yield();
      }
      stores.nextDay();
    }
  }

  /** Maintains a log all the time. */
  private static final class Maintaining implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread thread;

    Maintaining(AuditLog log) {
      thread =
          new Thread(
              () -> {
                while (!ended.get()) {
                  log.maintain();
                  Thread.yield();
                }
              });
      thread.start();
    }

    boolean isAlive() {
      return thread.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
      ended.set(true);
      thread.join();
    }
  }
}
