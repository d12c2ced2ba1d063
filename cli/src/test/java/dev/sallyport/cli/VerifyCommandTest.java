package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} on a sealed run of five records. */
class VerifyCommandTest {
  private static final long BOOT_ID = 0x3f9a1c2000000001L;
  private static final String RUN = "20261121T101500.000Z-3f9a1c2000000001";

  @TempDir static Path work;
  private static Path root;

  /** Kept open, as a process does that ends without closing it. */
  private static AuditLog log;

  @BeforeAll
  static void writeLog() throws Exception {
    root = work.resolve("sallyport-audit");
    Path folder = AuditFolder.create(root, BOOT_ID, Instant.parse("2026-11-21T10:15:00Z"));
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    Sealer sealer =
        Sealer.begin(
            log,
            SealOptions.defaults(folder, BOOT_ID),
            VerifyCommandTest::random,
            line -> {},
            checkpoint -> {});
    log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
    sealer.start();
    for (int call = 1; call <= 3; call++) {
      log.append(new DecisionRecord().callId(call).agent("desk").tool("issue_refund"));
    }
    log.append(new EventRecord(RecordKind.SHUTDOWN, Map.of()));
    assertThat(sealer.end(Duration.ofSeconds(60))).isTrue();
  }

  @AfterAll
  static void closeLog() {
    log.close();
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String key() throws IOException {
    return Files.readString(root.resolve("log.vkey")).strip();
  }

  private static Path storeFile() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(RUN))) {
      return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  private static void flip(Path path, long at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(at);
      int value = file.read();
      file.seek(at);
      file.write(value ^ 1);
    }
  }

  @Test
  void anIntactLogIsShownWithItsRanges() throws Exception {
    Cli cli = new Cli(work);
    assertThat(cli.run("verify", "--key", key())).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .isEqualTo(
            "key "
                + key()
                + "\n"
                + "run                                      records   anchored     sealed  "
                + " unsealed  state\n"
                + RUN
                + "          5          0          5          0  closed\n"
                + "note: 5 sealed records are not anchored: nothing kept elsewhere tells whether"
                + " the log was longer once\n"
                + "intact: "
                + root
                + "\n");
  }

  @Test
  void withoutAKeyItSaysThatItWasNotPinned() throws Exception {
    Cli cli = new Cli(work);
    assertThat(cli.run("verify")).isZero();
    assertThat(cli.out()).contains("(not pinned)").contains("pin it with --key");
  }

  @Test
  void anAlteredRecordIsNamedWithItsDecision() throws Exception {
    String all = Files.readString(storeFile(), StandardCharsets.ISO_8859_1);
    int at = all.indexOf("issue_refund", all.indexOf("issue_refund") + 1);
    flip(storeFile(), at);
    try {
      Cli cli = new Cli(work);
      assertThat(cli.run("verify", "--key", key())).isEqualTo(1);
      assertThat(cli.out())
          .contains("record altered: record 2, decision 3f9a1c20-2, " + RUN + "/")
          .contains("its checksum does not match its bytes")
          .contains("tampered: " + root);
      Cli json = new Cli(work);
      assertThat(json.run("verify", "--json")).isEqualTo(1);
      assertThat(json.out())
          .startsWith("{\"verdict\":\"tampered\",\"exit_code\":1,")
          .contains("\"kind\":\"record_altered\"", "\"decision_id\":\"3f9a1c20-2\"");
    } finally {
      flip(storeFile(), at);
    }
  }

  @Test
  void anchorsCountAndCanBeRequired() throws Exception {
    Cli none = new Cli(work);
    assertThat(none.run("verify", "--require-anchor")).isEqualTo(2);
    assertThat(none.out()).contains("not anchored: records 0 to 4").contains("can't tell: ");
    Path anchor = work.resolve("anchor");
    Files.copy(root.resolve(RUN).resolve("checkpoints"), anchor);
    Cli anchored = new Cli(work);
    assertThat(anchored.run("verify", "--anchor", "anchor", "--require-anchor")).isZero();
    assertThat(anchored.out()).contains("          5          5          0          0  closed");
  }

  @Test
  void aRunCanBeVerifiedAloneAndFromACheckpointOn() {
    Cli one = new Cli(work);
    assertThat(one.run("verify", "sallyport-audit/" + RUN)).isZero();
    Cli since = new Cli(work);
    assertThat(since.run("verify", "--since-checkpoint", "last")).isZero();
    assertThat(since.out()).contains("closed, 5 not read");
  }

  @Test
  void wrongUseIsSaidInOneLine() {
    Cli key = new Cli(work);
    assertThat(key.run("verify", "--key", "a+b+c")).isEqualTo(2);
    assertThat(key.err()).contains("--key: got `c`, wanted base64");
    Cli since = new Cli(work);
    assertThat(since.run("verify", "--since-checkpoint", "first")).isEqualTo(2);
    assertThat(since.err()).contains("--since-checkpoint: got `first`, wanted");
    Cli folder = new Cli(work);
    assertThat(folder.run("verify", "nowhere")).isEqualTo(2);
    assertThat(folder.err()).contains("got no log folder");
  }

  @Test
  void namesOfFilesAreEscaped() throws Exception {
    Path hostile = root.resolve(RUN).resolve("x\u001b[31m\nintact");
    Files.createFile(hostile);
    try {
      Cli cli = new Cli(work);
      assertThat(cli.run("verify")).isEqualTo(2);
      assertThat(cli.out()).contains("x\\u{1b}[31m\\nintact").doesNotContain("\u001b");
    } finally {
      Files.delete(hostile);
    }
  }
}
