package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.anchor.Anchors;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.Retention;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are really sealed, with keys that change all the time, and a real witness. */
@Timeout(180)
class SealedRunWitnessTest {
  private static final int ENOUGH_KEYS = 4;

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private long sizeAtEnd;

  @Test
  void runsOfALogAreCosignedUpToTheirLastRecord() throws Exception {
    Path root = folder.resolve("log");
    Path unwitnessed = run(root, 0, null);
    assertThat(unwitnessed.resolve("cosignatures")).doesNotExist();
    String vkey = Files.readString(root.resolve("log.vkey")).strip();
    String logName = vkey.substring(0, vkey.indexOf("/epoch/0+"));
    try (TestWitness witness = new TestWitness(folder.resolve("w"), logName + "=" + vkey)) {
      for (int number = 1; number < 3; number++) {
        Path run = run(root, number, witness);
        assertThat(lines.stream().filter(line -> line.startsWith("can't"))).isEmpty();
        SignedNote cosigned = last(run.resolve("cosignatures"));
        assertThat(Checkpoint.parse(cosigned.text()).size()).isGreaterThanOrEqualTo(sizeAtEnd);
        assertThat(notes(run.resolve("checkpoints")).stream().map(SignedNote::text))
            .contains(cosigned.text());
        assertThat(
                PlainCosignature.check(
                    TestWitness.KEY.verifier().text(),
                    cosigned.text(),
                    cosigned.signatures().get(1).line()))
            .isEqualTo(TestWitness.NOW.getEpochSecond());
      }
    }
  }

  /** Records until several keys have signed, and ends in order. */
  private Path run(Path root, int number, @Nullable TestWitness witness) throws Exception {
    long bootId = 0x3f9a1c2000000000L + number;
    Instant start = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(number);
    Path run = AuditFolder.create(root, bootId, start);
    SecureRandom random = new SecureRandom();
    Anchors anchors =
        Anchors.start(
            Anchors.parse(
                witness == null ? null : "witness:" + witness.url(),
                witness == null ? null : TestWitness.KEY.verifier().text()),
            run,
            lines::add);
    try (AuditLog log = AuditLog.openInBackground(run, AuditOptions.defaults(bootId))) {
      log.awaitOpen();
      Sealer sealer =
          Sealer.begin(log, options(root, run, bootId), random::generateSeed, lines::add, anchors);
      log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
      sealer.start();
      Path checkpoints = run.resolve("checkpoints");
      for (int i = 1; keys(checkpoints).size() < ENOUGH_KEYS; i++) {
        log.append(new EventRecord(RecordKind.COVERAGE, Map.of("n", "x" + i)));
        sealer.awaitSealed(i + 1, Duration.ofSeconds(10));
      }
      assertThat(sealer.end(Duration.ofSeconds(60))).isTrue();
      sizeAtEnd = sealer.sealed();
      anchors.close(60_000);
    }
    return run;
  }

  private static SealOptions options(Path root, Path run, long bootId) {
    return new SealOptions(
        root,
        run,
        bootId,
        10,
        Duration.ofMillis(10),
        Duration.ofMillis(300),
        null,
        null,
        null,
        List.of(),
        Retention.NONE);
  }

  private static Set<Integer> keys(Path checkpoints) throws Exception {
    Set<Integer> keys = new TreeSet<>();
    for (SignedNote note : notes(checkpoints)) {
      keys.add(note.signatures().get(0).keyHash());
    }
    return keys;
  }

  private static List<SignedNote> notes(Path file) throws Exception {
    List<SignedNote> notes = new ArrayList<>();
    if (Files.exists(file)) {
      for (NoteFile.Entry entry : NoteFile.parse(Files.readAllBytes(file)).entries()) {
        notes.add(entry.note());
      }
    }
    return notes;
  }

  private static SignedNote last(Path file) throws Exception {
    List<SignedNote> notes = notes(file);
    return notes.get(notes.size() - 1);
  }
}
