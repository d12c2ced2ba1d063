package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.anchor.AnchorSettings;
import dev.sallyport.audit.anchor.AnchorStatus;
import dev.sallyport.audit.anchor.Anchors;
import dev.sallyport.audit.note.Cosignature;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The anchors of an application and a real witness. */
@Timeout(180)
class ClientAndWitnessTest {
  @TempDir Path folder;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<Anchors> open = new ArrayList<>();
  private TestWitness witness;
  private FleetLog log;

  @BeforeEach
  void start() throws Exception {
    witness = new TestWitness(folder.resolve("witness"), FleetLog.option());
    log = new FleetLog(folder.resolve("log"));
  }

  @AfterEach
  void end() throws Exception {
    for (Anchors anchors : open) {
      anchors.close(0);
    }
    witness.close();
  }

  private Anchors anchors(Path run) throws Exception {
    return anchors(run, witness.url(), TestWitness.KEY.verifier().text());
  }

  private Anchors anchors(Path run, String url, String key) throws Exception {
    AnchorSettings settings = Anchors.parse("witness:" + url, key);
    Anchors anchors = Anchors.start(settings, run, lines::add);
    open.add(anchors);
    return anchors;
  }

  private static void awaitKept(Anchors anchors, long size) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    AnchorStatus status = anchors.status().get(0);
    while (status.kept() < size || status.problem() != null) {
      assertThat(System.nanoTime()).as("%s", status).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
      status = anchors.status().get(0);
    }
  }

  private String line() throws InterruptedException {
    String line = lines.poll(90, TimeUnit.SECONDS);
    assertThat(line).as("a line on standard error").isNotNull();
    return line;
  }

  /** Sizes of the checkpoints in the run's folder whose cosignatures are good by the JDK. */
  private static List<Long> cosigned(Path run, String vkey) throws Exception {
    List<Long> sizes = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(run.resolve("cosignatures"));
    for (NoteFile.Entry entry : NoteFile.parse(bytes).entries()) {
      SignedNote note = entry.note();
      assertThat(note.signatures()).hasSize(2);
      PlainCosignature.check(vkey, note.text(), note.signatures().get(1).line());
      sizes.add(NoteText.parseDecimal(note.text().split("\n")[1]));
    }
    return sizes;
  }

  @Test
  void aWitnessThatCameLateLearnsOfEveryRun() throws Exception {
    for (int i = 1; i < 4; i++) {
      try (FleetLog.Run run = log.start(i)) {
        run.append(3);
      }
    }
    try (FleetLog.Run run = log.start(4)) {
      Anchors anchors = anchors(run.folder());
      anchors.sealed(run.append(5));
      awaitKept(anchors, 5);
      anchors.sealed(run.append(300));
      awaitKept(anchors, 305);
      assertThat(cosigned(run.folder(), TestWitness.KEY.verifier().text()))
          .containsExactly(5L, 305L);
    }
    assertThat(witness.events.stream().filter(line -> line.startsWith("epoch ")))
        .containsExactly(
            "epoch 3 of desk.example/log: 409 0",
            "epoch 0 of desk.example/log: ok",
            "epoch 1 of desk.example/log: ok",
            "epoch 2 of desk.example/log: ok",
            "epoch 3 of desk.example/log: ok");
    assertThat(lines).isEmpty();
  }

  @Test
  void runsAtTheSameTimeAreWitnessedEachByItself() throws Exception {
    try (FleetLog.Run first = log.start(1);
        FleetLog.Run second = log.start(2)) {
      Anchors anchorsOfSecond = anchors(second.folder());
      anchorsOfSecond.sealed(second.append(5));
      awaitKept(anchorsOfSecond, 5);
      Anchors anchorsOfFirst = anchors(first.folder());
      anchorsOfFirst.sealed(first.append(7));
      awaitKept(anchorsOfFirst, 7);
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void theWitnessFollowsTheKeysOfARun() throws Exception {
    try (FleetLog.Run run = log.start(1)) {
      Anchors anchors = anchors(run.folder());
      anchors.sealed(run.append(5));
      awaitKept(anchors, 5);
      run.rotate(61);
      anchors.sealed(run.append(2));
      awaitKept(anchors, 8);
      run.rotate(62);
      run.append(1);
      run.rotate(63); // the witness saw no checkpoint by the key before
      anchors.sealed(run.append(5_000));
      awaitKept(anchors, 5_011);

      SealedCheckpoint old = run.sealByOldKey();
      HttpResponse<String> got = witness.post("/add-checkpoint", "old 5011\n\n" + old.note());
      assertThat(got.statusCode()).as("a key that was in force before").isEqualTo(403);
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void aWitnessThatCameLateLearnsOfAllKeysOfARun() throws Exception {
    try (FleetLog.Run run = log.start(1)) {
      run.append(5);
      run.rotate(61);
      run.append(2);
      run.rotate(62);
      Anchors anchors = anchors(run.folder());
      anchors.sealed(run.append(2));
      awaitKept(anchors, 11);
      assertThat(cosigned(run.folder(), TestWitness.KEY.verifier().text())).containsExactly(11L);
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void aRunOfARestoredCopyIsRefused() throws Exception {
    try (FleetLog.Run first = log.start(1)) {
      Anchors anchors = anchors(first.folder());
      anchors.sealed(first.append(5));
      awaitKept(anchors, 5);
    }
    FleetLog backup = log.restoredTo(folder.resolve("restored"));
    try (FleetLog.Run second = log.start(2)) {
      Anchors anchors = anchors(second.folder());
      anchors.sealed(second.append(5));
      awaitKept(anchors, 5);
    }
    try (FleetLog.Run again = backup.start(3)) {
      anchors(again.folder()).sealed(again.append(5));
      assertThat(line())
          .contains("unanchored since size 0: it does not take epoch `1` of the log: it answered")
          .contains("another run was this epoch: is this an older copy?");
      assertThat(again.folder().resolve("cosignatures")).doesNotExist();
    }
  }

  @Test
  void anOlderCopyOfARunIsRefusedAlsoWhenItGoesOn() throws Exception {
    try (FleetLog.Run run = log.start(1)) {
      Anchors anchors = anchors(run.folder());
      anchors.sealed(run.append(5));
      MemoryLog older = run.leaves().fork();
      anchors.sealed(run.append(5));
      awaitKept(anchors, 10);

      Anchors restored = anchors(run.folder());
      restored.sealed(older.seal());
      assertThat(line()).contains("it has seen this log with `10` records, more than `5` now");
      Anchors wentOn = anchors(run.folder());
      wentOn.sealed(older.fork().grow(20, "new ").seal());
      assertThat(line()).contains("it answered with status `422`");
      Anchors sameSize = anchors(run.folder());
      sameSize.sealed(older.fork().grow(10, "new ").seal());
      assertThat(line()).contains("it answered with status `409`");
    }
  }

  @Test
  void ofTwoForksOfARunTheSecondIsRefused() throws Exception {
    try (FleetLog.Run run = log.start(1)) {
      Anchors anchors = anchors(run.folder());
      anchors.sealed(run.append(5));
      awaitKept(anchors, 5);
      MemoryLog one = run.leaves().fork().grow(9, "one ");
      MemoryLog other = run.leaves().fork().grow(12, "other ");
      Anchors first = anchors(run.folder());
      first.sealed(one.seal());
      awaitKept(first, 9);
      anchors(run.folder()).sealed(other.seal());
      assertThat(line()).contains("it answered with status `422` and `not a continuation");
    }
  }

  @Test
  void aLogOfAnotherNameOrKeyIsNotIntroduced() throws Exception {
    try (FleetLog.Run run = log.start(1)) {
      String forged = Files.readString(run.folder().resolve("epoch"));
      NoteSigner other = TestWitness.signer(FleetLog.NAME + "/epoch/0", 9);
      String text = SignedNote.parse(forged).text();
      Files.writeString(run.folder().resolve("epoch"), SignedNote.sign(text, other).toString());
      anchors(run.folder()).sealed(run.append(5));
      assertThat(line()).contains("not signed by the key of this epoch");
    }
  }

  @Test
  void theClientComesBackWhenAKilledWitnessDoes() throws Exception {
    Path state = folder.resolve("killed");
    String[] options = {"--name", "w1.example", "--log", FleetLog.option()};
    WitnessProcess process = new WitnessProcess(state, options);
    String vkey = process.vkey();
    try (FleetLog.Run run = log.start(1)) {
      Anchors anchors = anchors(run.folder(), process.url(), vkey);
      anchors.sealed(run.append(5));
      awaitKept(anchors, 5);
      process.kill();
      anchors.sealed(run.append(5));
      assertThat(line()).contains("unanchored since size 5: ConnectException");

      process = new WitnessProcess(state, options);
      assertThat(process.vkey()).isEqualTo(vkey);
      Anchors moved = anchors(run.folder(), process.url(), vkey);
      moved.sealed(run.append(5));
      awaitKept(moved, 15);
      assertThat(cosigned(run.folder(), vkey)).containsExactly(5L, 15L);
      assertThat(process.stop()).as("128 + SIGTERM").isEqualTo(143);
      assertThat(process.errors).contains("witness: ended");
    } finally {
      process.kill();
    }
  }

  @Test
  void aCosignatureIsTheWitnesssWord() throws Exception {
    try (FleetLog.Run run = log.start(1)) {
      Anchors anchors = anchors(run.folder());
      anchors.sealed(run.append(5));
      awaitKept(anchors, 5);
      byte[] bytes = Files.readAllBytes(run.folder().resolve("cosignatures"));
      SignedNote note = NoteFile.parse(bytes).entries().get(0).note();
      Cosignature cosignature =
          Cosignature.verify(note.text(), note.signatures().get(1), TestWitness.KEY.verifier());
      assertThat(cosignature).isNotNull();
      assertThat(cosignature.seconds()).isEqualTo(TestWitness.NOW.getEpochSecond());
    }
  }
}
