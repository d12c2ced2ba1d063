package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RollingLogs;
import dev.sallyport.audit.seal.Retention;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import dev.sallyport.audit.store.RollingStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a run whose first files, with changes of key in them, were removed in order. */
@Timeout(300)
class RemovedFilesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long BOOT_ID = 0x5eed000000000007L;

  @TempDir Path work;
  private Path folder = Path.of("");
  private long calls;
  private long firstLeft = -1;

  @BeforeEach
  void write() throws Exception {
    Path root = work.resolve("sallyport-audit");
    folder = AuditFolder.create(root, BOOT_ID, Instant.parse("2026-11-21T10:00:00Z"));
    SealOptions options =
        new SealOptions(
            root,
            folder,
            BOOT_ID,
            100,
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            "sallyport/desk",
            null,
            null,
            List.of(),
            new Retention(1, 0));
    RollingStores stores = new RollingStores();
    try (AuditLog log = RollingLogs.open(folder, BOOT_ID, stores)) {
      Sealer sealer =
          Sealer.begin(log, options, RemovedFilesTest::random, line -> {}, checkpoint -> {});
      log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
      sealer.start();
      for (int day = 0; day < 3; day++) {
        Path file = lastFile();
        while (!hasRotation(file)) {
          call(log, sealer);
        }
        stores.nextDay();
        while (Files.exists(file)) {
          call(log, sealer);
        }
      }
      log.append(new EventRecord(RecordKind.SHUTDOWN, Map.of()));
      assertThat(sealer.end(LIMIT)).isTrue();
    }
    try (LogTail tail = LogTail.fromOldest(folder)) {
      for (AuditEntry entry = tail.next(); entry != null && firstLeft < 0; entry = tail.next()) {
        if (entry instanceof AuditEntry.Decision decision) {
          firstLeft = decision.record().callId();
        }
      }
    }
    assertThat(firstLeft).isGreaterThan(2);
  }

  private void call(AuditLog log, Sealer sealer) throws InterruptedException {
    long last = log.append(new DecisionRecord().callId(++calls).tool("tool_" + calls));
    assertThat(sealer.awaitSealed(last + 1, LIMIT)).isTrue();
    Thread.sleep(5);
  }

  private Path lastFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".cq4")).sorted().reduce((a, b) -> b).get();
    }
  }

  private boolean hasRotation(Path file) throws IOException {
    boolean found = false;
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        found |=
            entry instanceof AuditEntry.Event event
                && event.record().kind() == RecordKind.KEY_ROTATE
                && tail.recordFile().equals(file);
      }
    }
    return found;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private String ok(String... args) {
    Cli cli = new Cli(work);
    int exitCode = cli.run(args);
    assertThat(exitCode).as(cli.err() + cli.out()).isZero();
    return cli.out();
  }

  @Test
  void verifyProveTailSearchAndStatsRaiseNoAlarm() throws Exception {
    ok("verify", "sallyport-audit");
    String id = "5eed0000-" + firstLeft;
    ok("prove", id, "-o", "p.tlog-proof");
    ok("verify-proof", "p.tlog-proof", "--key", "sallyport-audit/log.vkey");
    assertThat(ok("tail", "--no-follow", "-n", "all"))
        .contains("tool_" + firstLeft)
        .doesNotContain("damaged");
    assertThat(ok("search")).contains("tool_" + firstLeft).doesNotContain("damaged");
    ok("stats");
  }

  @Test
  void aFileThatSomebodyElseRemovedIsNotExcused() throws Exception {
    Files.delete(lastFile());
    assertThat(new Cli(work).run("verify", "sallyport-audit")).isNotZero();
  }
}
