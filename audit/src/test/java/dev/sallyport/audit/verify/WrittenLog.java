package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
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

/** A run as the javaagent writes and seals it. */
final class WrittenLog implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AtomicLong LAST_START = new AtomicLong();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final FaultyStores stores = new FaultyStores();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicLong calls = new AtomicLong();
  private final Path folder;
  private final AuditLog log;
  private final Sealer sealer;
  private boolean ended;

  WrittenLog(Path root) throws IOException {
    this(root, Duration.ofDays(1), Retention.NONE);
  }

  WrittenLog(Path root, Duration keyRotation, Retention retention) throws IOException {
    long bootId = RANDOM.nextLong() | 1;
    folder = AuditFolder.create(root, bootId, nextStart(), 0);
    log = TestLogs.open(folder, bootId, stores);
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
            retention);
    sealer = Sealer.begin(log, options, WrittenLog::random, lines::add, checkpoint -> {});
    log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
    sealer.start();
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

  Path folder() {
    return folder;
  }

  void calls(int count) {
    for (int i = 0; i < count; i++) {
      log.append(TestLogs.decision(calls.incrementAndGet()));
    }
  }

  /** The next call goes to a new file. */
  void nextDay() {
    stores.nextDay();
  }

  /** Writes a little until retention has removed {@code file}. */
  void awaitRemoved(Path file) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (Files.exists(file)) {
      calls(1);
      awaitSealed();
      Thread.sleep(5);
      assertThat(System.nanoTime()).as(lines.toString()).isLessThan(deadline);
    }
  }

  void awaitSealed() throws InterruptedException {
    assertThat(sealer.awaitSealed(log.appended(), LIMIT)).as(lines.toString()).isTrue();
  }

  /** As the JVM's end in order leaves it: nothing is closed after the note was written. */
  void end() {
    log.append(new EventRecord(RecordKind.SHUTDOWN, Map.of()));
    assertThat(sealer.end(LIMIT)).as(lines.toString()).isTrue();
    ended = true;
  }

  /** As a kill leaves it, if it has not ended. */
  @Override
  public void close() {
    if (!ended) {
      log.fail(new IOException("killed by the test"));
      log.close();
    }
  }

  /** Writes a run of some days in a process of its own: the arguments are root and days. */
  public static void main(String[] args) throws Exception {
    WrittenLog run = new WrittenLog(Path.of(args[0]));
    for (int day = 0; day < Integer.parseInt(args[1]); day++) {
      run.calls(50);
      run.awaitSealed();
      run.nextDay();
    }
    run.calls(1);
    run.awaitSealed();
    run.end();
    System.exit(0);
  }
}
