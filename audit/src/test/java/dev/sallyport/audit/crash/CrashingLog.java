package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.TestLogs;
import dev.sallyport.audit.seal.Retention;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A run as the javaagent makes it, with real files, store and sealing thread. */
final class CrashingLog implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong LAST_START = new AtomicLong();

  final FaultyStores stores = new FaultyStores();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final Path root;
  final Path folder;
  final AuditLog log;
  final Sealer sealer;

  /**
   * Leaves alone {@code minFree} bytes of the disk; if there are any, {@link #stores} is unused.
   */
  CrashingLog(Path root, long bootId, long minFree, Duration keyRotation) throws IOException {
    this.root = root;
    this.folder = AuditFolder.create(root, bootId, nextStart(), minFree);
    this.log = open(bootId, minFree);
    try {
      SealOptions options =
          new SealOptions(
              root,
              folder,
              bootId,
              1_000,
              Duration.ofMillis(10),
              keyRotation,
              "example.org/desk",
              null,
              null,
              List.of(),
              Retention.NONE);
      sealer = Sealer.begin(log, options, CrashingLog::random, lines::add, checkpoint -> {});
      log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
    } catch (Throwable e) {
      log.close();
      throw e;
    }
    sealer.start();
  }

  /** As most tests want it. */
  CrashingLog(Path root) throws IOException {
    this(root, newBootId(), 0, Duration.ofDays(1));
  }

  static long newBootId() {
    return RANDOM.nextLong() | 1;
  }

  private AuditLog open(long bootId, long minFree) {
    if (minFree == 0) {
      return TestLogs.open(folder, bootId, stores);
    }
    AuditLog opened = AuditLog.openInBackground(folder, new AuditOptions(bootId, minFree, LIMIT));
    opened.awaitOpen();
    return opened;
  }

  /** Each run is later than the one before, by name too. */
  private static Instant nextStart() {
    long now = System.currentTimeMillis();
    return Instant.ofEpochMilli(LAST_START.updateAndGet(last -> Math.max(last + 1, now)));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  void append(int count) {
    for (int i = 1; i <= count; i++) {
      log.append(TestLogs.decision(i));
    }
  }

  void awaitSealed() throws InterruptedException {
    assertThat(sealer.awaitSealed(log.appended(), LIMIT)).as(lines.toString()).isTrue();
  }

  /** Waits until each other run with records has its end, as long as one after another gets it. */
  void awaitRecovery() throws InterruptedException, IOException {
    for (List<Path> left = unrecovered(); !left.isEmpty(); left = unrecovered()) {
      Path next = left.get(0);
      await("recovery of " + next + ", " + lines, () -> isOver(next));
    }
  }

  private List<Path> unrecovered() throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children
          .filter(Files::isDirectory)
          .filter(run -> !run.equals(folder) && !isOver(run))
          .sorted()
          .toList();
    }
  }

  private static boolean isOver(Path run) {
    try {
      return Files.exists(run.resolve("closed"))
          || Files.exists(run.resolve("recovered"))
          || !Files.exists(run.resolve("epoch"))
          || PlainStore.read(run).isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  /** Ends in order; the log is to be checked before it is closed, as JVMs end without that. */
  void end() {
    log.append(new EventRecord(RecordKind.SHUTDOWN, Map.of()));
    assertThat(sealer.end(LIMIT)).as(lines.toString()).isTrue();
  }

  @Override
  public void close() {
    log.fail(new IOException("closed by the test"));
    log.close();
  }
}
