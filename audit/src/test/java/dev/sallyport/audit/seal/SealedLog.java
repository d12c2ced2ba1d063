package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.TestLogs;
import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A run as the javaagent makes it, with real files and a real store. */
final class SealedLog implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AtomicLong STARTS = new AtomicLong(System.currentTimeMillis());
  private static final SecureRandom RANDOM = new SecureRandom();

  final Path root;
  final Path folder;
  final FaultyStores stores = new FaultyStores();
  final AuditLog log;
  final Sealer sealer;
  final WatchedDisk disk;
  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<SealedCheckpoint> checkpoints = new CopyOnWriteArrayList<>();

  private SealedLog(Path root, Options options, WatchedDisk disk) throws IOException {
    this.root = root;
    this.disk = disk;
    long bootId = RANDOM.nextLong() | 1;
    // Each run is later than the one before, by name too.
    Instant start = Instant.ofEpochMilli(STARTS.incrementAndGet());
    this.folder = AuditFolder.create(root, bootId, start, 0);
    this.log = TestLogs.open(folder, bootId, stores);
    try {
      this.sealer =
          Sealer.begin(
              log,
              options.of(root, folder, bootId),
              disk,
              SealedLog::random,
              lines::add,
              checkpoints::add);
    } catch (Throwable e) {
      log.close();
      throw e;
    }
    log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
    sealer.start();
  }

  static SealedLog begin(Path root) throws IOException {
    return new SealedLog(root, new Options(), new WatchedDisk());
  }

  static SealedLog begin(Path root, Options options) throws IOException {
    return new SealedLog(root, options, new WatchedDisk());
  }

  static SealedLog begin(Path root, Options options, WatchedDisk disk) throws IOException {
    return new SealedLog(root, options, disk);
  }

  static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  void append(int count) {
    for (int i = 1; i <= count; i++) {
      log.append(TestLogs.decision(i));
    }
  }

  void append(RecordKind kind) {
    log.append(new EventRecord(kind, Map.of()));
  }

  /** Waits until everything that was appended is sealed. */
  void awaitSealed() throws InterruptedException {
    assertThat(sealer.awaitSealed(log.appended(), LIMIT)).as(lines.toString()).isTrue();
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(2);
    }
  }

  /** Ends in order, and checks that it went well. */
  void end() {
    append(RecordKind.SHUTDOWN);
    assertThat(sealer.end(LIMIT)).as(lines.toString()).isTrue();
  }

  /** As a kill leaves it: without a note that it is closed. */
  void kill() {
    log.fail(new IOException("killed by the test"));
    sealer.wake();
    log.close();
  }

  @Override
  public void close() {
    kill();
  }
}
