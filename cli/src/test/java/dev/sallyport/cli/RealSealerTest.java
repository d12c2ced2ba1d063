package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.seal.Retention;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs and exports of what the sealing thread of an application writes. */
class RealSealerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path work;

  /** A run of an application with two calls at each key it has. */
  private Path run(int number) throws Exception {
    long bootId = ((0x5eed0000L + number) << 32) | 7;
    Path root = work.resolve("sallyport-audit");
    Instant start = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(number);
    Path folder = AuditFolder.create(root, bootId, start);
    SealOptions options =
        new SealOptions(
            root,
            folder,
            bootId,
            2,
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            "sallyport/desk",
            null,
            null,
            List.of(),
            Retention.NONE);
    try (AuditLog log = AuditLog.openInBackground(folder, AuditOptions.defaults(bootId))) {
      log.awaitOpen();
      Sealer sealer =
          Sealer.begin(log, options, RealSealerTest::random, line -> {}, sealed -> {});
      log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
      sealer.start();
      long calls = 0;
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (rotations(folder) < 2 && System.nanoTime() < deadline) {
        long last = log.append(new DecisionRecord().callId(++calls).tool("tool_" + calls));
        assertThat(sealer.awaitSealed(last + 1, LIMIT)).isTrue();
      }
      long last = log.append(new DecisionRecord().callId(++calls).tool("last"));
      assertThat(sealer.awaitSealed(last + 1, LIMIT)).isTrue();
      assertThat(sealer.end(LIMIT)).isTrue();
    }
    return folder;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static int rotations(Path folder) throws IOException {
    int found = 0;
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        boolean rotation =
            entry instanceof AuditEntry.Event event
                && event.record().kind() == RecordKind.KEY_ROTATE;
        found += rotation ? 1 : 0;
      }
    }
    return found;
  }

  private String ok(String... args) {
    Cli cli = new Cli(work);
    int exitCode = cli.run(args);
    assertThat(exitCode).as(cli.err() + cli.out()).isZero();
    return cli.out();
  }

  @Test
  void everyRecordOfSeveralRunsIsProvedFromTheGenesisKey() throws Exception {
    for (int number = 0; number < 3; number++) {
      Path folder = run(number);
      String name = String.valueOf(folder.getFileName());
      assertThat(rotations(folder)).isGreaterThanOrEqualTo(2);
      int index = 0;
      try (LogTail tail = LogTail.fromStart(folder)) {
        for (AuditEntry entry = tail.next(); entry != null && index < 40; entry = tail.next()) {
          ok("prove", "--leaf", name + ":" + index, "-o", "p.tlog-proof");
          ok("verify-proof", "p.tlog-proof", "--key", "sallyport-audit/log.vkey");
          index++;
        }
      }
      assertThat(index).isGreaterThan(3);
      String id = "5eed000" + number + "-1";
      assertThat(ok("show", id)).contains("sealed      by a checkpoint of ");
    }
  }

  @Test
  void theTilesOfARunAreComplete() throws Exception {
    Path folder = run(0);
    ok("export", "--tlog-tiles", "tiles");
    Path tiles = work.resolve("tiles").resolve(String.valueOf(folder.getFileName()));
    List<String> keys = Files.readAllLines(tiles.resolve("vkeys"));
    PlainTileReader reader = new PlainTileReader(tiles, keys.get(keys.size() - 1));
    assertThat(reader.origin()).isEqualTo("sallyport/desk/5eed000000000007");
    List<byte[]> entries = reader.entries();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (byte[] exported : entries) {
        assertThat(tail.next()).isNotNull();
        assertThat(exported).isEqualTo(tail.recordBytes());
      }
      assertThat(tail.next()).isNull();
    }
  }
}
