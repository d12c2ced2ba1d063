package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.seal.Retention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that retention removed, together with the changes of key in them. */
@Timeout(300)
class RetentionTest {
  @TempDir Path work;
  private Path root = Path.of("");
  private PlainLog log;
  private PlainRun run;
  private Path firstFile;
  private int rotation;
  private int firstEnd;

  /** A run whose first file holds a change of key, and whose second file another. */
  @BeforeEach
  void write() throws Exception {
    root = work.resolve("log");
    log = new PlainLog(root);
    run = log.first();
    run.calls(5);
    rotation = run.size();
    run.rotate();
    run.calls(3);
    run.checkpoint();
    firstFile = run.file();
    firstEnd = run.size();
    run.roll();
    run.rotate();
    run.calls(2);
    run.checkpoint();
  }

  private Map<String, String> pruned(byte[]... rotations) throws IOException {
    Map<String, String> values = new TreeMap<>(PlainRun.statement(firstFile));
    values.put("run", run.name());
    values.put("first", "0");
    values.put("end", Integer.toString(firstEnd));
    values.put("size", Integer.toString(firstEnd));
    values.put("root", PlainKey.hex(run.rootAt(firstEnd)));
    values.put("reason", "age");
    for (int i = 0; i < rotations.length; i++) {
      values.put("key." + (i + 1), PlainKey.base64(rotations[i]));
    }
    return values;
  }

  private VerifyReport verify() throws IOException {
    return new LogVerifier(VerifyOptions.of(root)).verify();
  }

  private static List<FindingKind> kinds(VerifyReport report) {
    return report.findings().stream().map(Finding::kind).toList();
  }

  @Test
  void aKeptChangeOfKeyLeadsToTheLaterKeys() throws Exception {
    run.event(PlainRecord.PRUNED, pruned(run.leaf(rotation)));
    run.checkpoint();
    Files.delete(firstFile);
    VerifyReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.runs().get(0).removed()).isEqualTo(firstEnd);
    assertThat(report.sealed()).isEqualTo(run.size());
  }

  @Test
  void anotherRunMayKeepIt() throws Exception {
    run.close();
    PlainRun next = log.start(run, "closed");
    next.event(PlainRecord.PRUNED, pruned(run.leaf(rotation)));
    next.checkpoint();
    Files.delete(firstFile);
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void aChangeOfKeyThatNobodyKeptIsMissed() throws Exception {
    run.event(PlainRecord.PRUNED, pruned());
    run.checkpoint();
    Files.delete(firstFile);
    assertThat(kinds(verify())).contains(FindingKind.KEY_UNKNOWN);
  }

  @Test
  void aForgedChangeOfKeyIsNotTaken() throws Exception {
    PlainKey forger = PlainKey.log(run.origin());
    long bootId = Long.parseUnsignedLong(run.origin().substring(PlainLog.NAME.length() + 1), 16);
    byte[] forged =
        PlainRecord.event(PlainRecord.KEY_ROTATE, rotation, bootId, Map.of("key", forger.vkey()));
    run.event(PlainRecord.PRUNED, pruned(forged));
    run.checkpoint();
    Path checkpoints = run.folder().resolve("checkpoints");
    String genuine = Files.readString(checkpoints);
    Files.writeString(checkpoints, genuine + forger.note(run.checkpointText(run.size())));
    Files.delete(firstFile);
    VerifyReport report = verify();
    assertThat(kinds(report)).contains(FindingKind.KEY_UNKNOWN);
    assertThat(report.runs().get(0).sealed()).isEqualTo(rotation + 1);
  }

  @Test
  void aSealedRecordThatKeepsSomethingElseIsAContradiction() throws Exception {
    byte[] second = run.leaf(firstEnd + 2);
    run.event(PlainRecord.PRUNED, pruned(run.leaf(rotation), second));
    run.checkpoint();
    Files.delete(firstFile);
    assertThat(kinds(verify())).containsExactly(FindingKind.CONTRADICTION);
  }

  @Test
  void anUnsealedRecordExcusesNothing() throws Exception {
    run.event(PlainRecord.PRUNED, pruned(run.leaf(rotation)));
    Files.delete(firstFile);
    assertThat(kinds(verify())).containsExactly(FindingKind.ROLL_MISSING);
  }

  @Test
  void aFileThatSomebodyElseRemovedIsMissed() throws Exception {
    Files.delete(firstFile);
    assertThat(verify().verdict()).isNotEqualTo(Verdict.INTACT);
  }

  @Test
  void aWholeRunThatWasRemovedIsNoAlarmAndIsStillAnchored() throws Exception {
    run.close();
    int size = run.size();
    String root = PlainKey.hex(run.rootAt(size));
    PlainRun next = log.start(run, "closed");
    Map<String, String> values = pruned();
    values.putAll(Map.of("file", "*", "sha256", "-", "root", root));
    values.put("end", Integer.toString(size));
    values.put("size", Integer.toString(size));
    next.event(PlainRecord.PRUNED, values);
    next.checkpoint();
    for (Path file : List.of(firstFile, run.file(), run.folder().resolve("leaf-hashes"))) {
      Files.delete(file);
    }
    Files.delete(run.folder().resolve("metadata.cq4t"));
    Path anchor = work.resolve("anchor");
    Files.writeString(anchor, Files.readString(run.folder().resolve("checkpoints")));
    VerifyReport report =
        new LogVerifier(VerifyOptions.of(this.root).withAnchors(List.of(anchor))).verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.runs().get(0).state()).isEqualTo(RunState.PRUNED);
    assertThat(report.runs().get(0).anchored()).isPositive();
    assertThat(report.notes()).hasSize(1);
    assertThat(report.notes().get(0)).contains("were removed in order").contains("not checked");
  }

  @Test
  void whatIsCutInTheMiddleOfAnAnchorIsPassedOver() throws Exception {
    Path file = run.folder().resolve("checkpoints");
    String last = run.lastCheckpoint();
    String before = Files.readString(file).replace(last, "");
    for (int cut = 1; cut < last.length(); cut++) {
      Path anchor = work.resolve("anchor");
      String torn = last.substring(0, cut);
      Files.writeString(anchor, before + torn + last);
      VerifyReport report =
          new LogVerifier(VerifyOptions.of(root).withAnchors(List.of(anchor))).verify();
      assertThat(report.findings()).as("cut at %d", cut).isEmpty();
      assertThat(report.anchored()).as("cut at %d", cut).isEqualTo(run.size());
      assertThat(report.notes()).as("cut at %d", cut).hasSize(1);
      assertThat(report.notes().get(0)).startsWith("`" + bytes(torn) + "` bytes of");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void anAnchorWithoutANoteIsOfNoUse() throws Exception {
    Path anchor = work.resolve("anchor");
    Files.writeString(anchor, "a\nb\nc\n\nd\ne\n");
    VerifyReport report =
        new LogVerifier(VerifyOptions.of(root).withAnchors(List.of(anchor))).verify();
    assertThat(kinds(report)).contains(FindingKind.ANCHOR_UNUSABLE);
  }

  @Test
  void aRunThatRemovesItsOwnFilesStaysVerifiable() throws Exception {
    Path written = work.resolve("written");
    VerifyOptions options = VerifyOptions.of(written);
    Path folder;
    try (WrittenLog live = new WrittenLog(written, Duration.ofMillis(50), new Retention(1, 0))) {
      folder = live.folder();
      for (int day = 0; day < 6; day++) {
        awaitRotation(live);
        Path ended = lastFile(folder);
        live.nextDay();
        live.calls(5);
        live.awaitSealed();
        live.awaitRemoved(ended);
      }
      assertThat(new LogVerifier(options).verify().findings()).isEmpty();
      // The records about the first files were in files that are gone, too.
      List<String> told = new ArrayList<>();
      for (EventRecord event : events(folder, RecordKind.PRUNED)) {
        told.add(event.values().get("file"));
        assertThat(event.values()).containsKey("key.1");
      }
      assertThat(told).hasSizeGreaterThanOrEqualTo(6);
      assertThat(files(folder)).hasSizeLessThan(3);
    }
    // Killed: the next run recovers it.
    try (WrittenLog next = new WrittenLog(written)) {
      next.calls(1);
      awaitState(options, RunState.RECOVERED);
      next.awaitSealed();
      for (EventRecord event : events(next.folder(), RecordKind.RECOVERED)) {
        assertThat(event.values()).doesNotContainKey("damage");
      }
      next.end();
    }
    VerifyReport report = new LogVerifier(options).verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.unsealed()).isZero();
    Files.delete(files(folder).get(0));
    assertThat(new LogVerifier(options).verify().verdict()).isNotEqualTo(Verdict.INTACT);
  }

  @Test
  void changesOfKeyThatHaveNoRoomInOneRecordAreKeptInSeveral() throws Exception {
    Path written = work.resolve("written");
    try (WrittenLog live = new WrittenLog(written, Duration.ofMillis(1), new Retention(1, 0))) {
      Path first = lastFile(live.folder());
      while (events(live.folder(), RecordKind.KEY_ROTATE).size() < 240) {
        live.calls(1);
        live.awaitSealed();
      }
      live.nextDay();
      live.awaitRemoved(first);
      int parts = 0;
      int kept = 0;
      for (EventRecord pruned : events(live.folder(), RecordKind.PRUNED)) {
        parts++;
        kept += KeptRotation.in(pruned).size();
      }
      assertThat(parts).isGreaterThan(1);
      assertThat(kept).isGreaterThanOrEqualTo(240);
      live.end();
    }
    assertThat(new LogVerifier(VerifyOptions.of(written)).verify().findings()).isEmpty();
  }

  private static void awaitState(VerifyOptions options, RunState state) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (new LogVerifier(options).verify().runs().get(0).state() != state) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  /** Writes until the key was changed within the file that is written. */
  private static void awaitRotation(WrittenLog live) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!hasRotation(live.folder())) {
      live.calls(3);
      live.awaitSealed();
      Thread.sleep(10);
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static boolean hasRotation(Path folder) throws IOException {
    Path last = lastFile(folder);
    boolean found = false;
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        assertThat(entry).isNotInstanceOf(AuditEntry.Damaged.class);
        found |=
            entry instanceof AuditEntry.Event event
                && event.record().kind() == RecordKind.KEY_ROTATE
                && tail.recordFile().equals(last);
      }
    }
    return found;
  }

  private static List<EventRecord> events(Path folder, RecordKind kind) throws IOException {
    List<EventRecord> found = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (entry instanceof AuditEntry.Event event && event.record().kind() == kind) {
          found.add(event.record());
        }
      }
    }
    return found;
  }

  private static List<Path> files(Path folder) throws IOException {
    return LogFiles.storeFiles(folder);
  }

  private static Path lastFile(Path folder) throws IOException {
    List<Path> files = files(folder);
    return files.get(files.size() - 1);
  }
}
