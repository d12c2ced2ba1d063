package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.store.ChronicleStore;
import dev.sallyport.audit.store.FaultyStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path root;

  @Test
  void numbersAndStampsEveryRecord() throws Exception {
    Path folder = Runs.folder(root);
    EventRecord boot = new EventRecord(RecordKind.BOOT, Map.of("version", "1"));
    try (AuditLog log = AuditLog.openInBackground(folder, Runs.options())) {
      assertThat(log.append(boot)).isZero();
      assertThat(log.append(Runs.decision(1))).isEqualTo(1);
      assertThat(log.append(new OutcomeRecord().callId(1))).isEqualTo(2);
    }
    List<AuditEntry> entries = Runs.read(folder);
    assertThat(entries).hasSize(3);
    EventRecord first = ((AuditEntry.Event) entries.get(0)).record();
    assertThat(first.values()).containsExactly(Map.entry("version", "1"));
    assertThat(first.bootId()).isEqualTo(Runs.BOOT_ID);
    assertThat(first.wallClockMicros() / 1000)
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    assertThat(((AuditEntry.Outcome) entries.get(2)).record().leafIndex()).isEqualTo(2);
  }

  @Test
  void eightThreadsGetContiguousIndexesAndEveryRecordIsThere() throws Exception {
    int threads = 8;
    int each = 10_000;
    Path folder = Runs.folder(root);
    Set<Long> leaves = new HashSet<>();
    try (AuditLog log = AuditLog.openInBackground(folder, Runs.options())) {
      for (List<Long> some : inThreads(threads, t -> appendMany(log, t * (long) each, each))) {
        leaves.addAll(some);
      }
    }
    assertThat(leaves).hasSize(threads * each).contains(0L, (long) threads * each - 1);
    List<AuditEntry> entries = Runs.read(folder);
    assertThat(entries).noneMatch(AuditEntry.Damaged.class::isInstance);
    assertThat(new HashSet<>(Runs.callIds(entries))).hasSize(threads * each);
  }

  private static List<Long> appendMany(AuditLog log, long firstCall, int count) {
    DecisionRecord record = Runs.decision(0);
    List<Long> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(log.append(record.callId(firstCall + i)));
    }
    return leaves;
  }

  private interface ByThread<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> inThreads(int threads, ByThread<T> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        tasks.add(() -> work.run(thread));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void interruptedThreadsAppendAndStayInterrupted() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = AuditLog.openInBackground(folder, Runs.options())) {
      List<Boolean> kept = inThreads(4, t -> appendInterrupted(log, t));
      assertThat(kept).containsOnly(true);
    }
    assertThat(Runs.callIds(Runs.read(folder))).hasSize(4 * 2_000);
  }

  private static boolean appendInterrupted(AuditLog log, int thread) {
    Thread.currentThread().interrupt();
    boolean kept = true;
    for (int i = 0; i < 2_000; i++) {
      log.append(Runs.decision(thread * 2_000L + i));
      kept &= Thread.currentThread().isInterrupted();
    }
    return Thread.interrupted() && kept;
  }

  @Test
  void contiguousIndexesCrossFilesOfTheStore() throws Exception {
    Path folder = Runs.folder(root);
    FaultyStores stores = new FaultyStores();
    try (AuditLog log = Runs.open(folder, stores, new RecordEncoder())) {
      for (int call = 0; call < 10; call++) {
        assertThat(log.append(Runs.decision(call))).isEqualTo(call);
        stores.nextDay();
      }
    }
    assertThat(Runs.callIds(Runs.read(folder))).isEqualTo(numbers(10));
    try (LogTail tail = LogTail.fromLast(folder, 4)) {
      assertThat(Runs.callIds(Runs.rest(tail))).containsExactly(6L, 7L, 8L, 9L);
    }
  }

  static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().collect(Collectors.toList());
  }

  @Test
  void recordsOfTheLargestSizeFollowEachOther() throws Exception {
    Path folder = Runs.folder(root);
    String arguments = "x".repeat(70_000);
    try (AuditLog log = AuditLog.openInBackground(folder, Runs.options())) {
      for (int call = 0; call < 300; call++) {
        log.append(Runs.decision(call).argumentsText(arguments));
      }
    }
    assertThat(Runs.callIds(Runs.read(folder))).isEqualTo(numbers(300));
  }

  @Test
  void theFirstAppendWaitsForTheStoreToOpen() throws Exception {
    Path folder = Runs.folder(root);
    CountDownLatch mayOpen = new CountDownLatch(1);
    try (AuditLog log = slowToOpen(folder, mayOpen, Runs.options())) {
      log.startOpening();
      Thread caller = new Thread(() -> log.append(Runs.decision(7)));
      caller.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (caller.getState() != Thread.State.TIMED_WAITING) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
      assertThat(log.isOpen()).isFalse();
      mayOpen.countDown();
      caller.join();
      assertThat(log.isOpen()).isTrue();
    }
    assertThat(Runs.callIds(Runs.read(folder))).containsExactly(7L);
  }

  @Test
  void refusesAppendsWhenTheStoreDoesNotOpenInTime() throws Exception {
    Path folder = Runs.folder(root);
    CountDownLatch mayOpen = new CountDownLatch(1);
    AuditOptions impatient = new AuditOptions(Runs.BOOT_ID, 0, Duration.ofMillis(20));
    try (AuditLog log = slowToOpen(folder, mayOpen, impatient)) {
      log.startOpening();
      assertThatThrownBy(() -> log.append(Runs.decision(1)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageEndingWith("did not open within PT0.02S");
    } finally {
      mayOpen.countDown();
      awaitEndOfOpening();
    }
  }

  /** Whoever opens late must be done with the folder before it is deleted. */
  private static void awaitEndOfOpening() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("sallyport-audit-open")) {
        thread.join();
      }
    }
  }

  private static AuditLog slowToOpen(Path folder, CountDownLatch mayOpen, AuditOptions options) {
    LogParts parts =
        new LogParts() {
          @Override
          ChronicleStore openStore(Path where) {
            try {
              mayOpen.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return super.openStore(where);
          }
        };
    return new AuditLog(folder, options, parts);
  }

  @Test
  void refusesAppendsAfterClose() throws Exception {
    AuditLog log = Runs.open(Runs.folder(root));
    log.append(Runs.decision(1));
    log.close();
    log.close();
    assertThatThrownBy(() -> log.append(Runs.decision(2)))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessage("the audit log is closed");
  }

  @Test
  void refusesAppendsWhenTheFolderCouldNotBeOpened() throws Exception {
    Path missing = root.resolve("missing");
    try (AuditLog log = AuditLog.openInBackground(missing, Runs.options())) {
      assertThatThrownBy(() -> log.append(Runs.decision(1)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageContaining(missing.toString());
      assertThat(log.failure()).isNotNull();
      assertThat(log.isOpen()).isFalse();
    }
    assertThat(missing).doesNotExist();
  }

  @Test
  void leavesNoSystemPropertyAndNoThreadBehind() throws Exception {
    // The JDK itself notes the time zone in a property when anything first asks for it.
    TimeZone.getDefault();
    Properties before = (Properties) System.getProperties().clone();
    Set<String> threadsBefore = threadNames();
    try (AuditLog log = Runs.open(Runs.folder(root))) {
      log.append(Runs.decision(1));
      assertThat(System.getProperties()).isEqualTo(before);
      Set<String> threads = threadNames();
      threads.removeAll(threadsBefore);
      threads.remove("sallyport-audit-open");
      assertThat(threads).isEmpty();
    }
  }

  private static Set<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
