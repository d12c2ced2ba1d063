package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attacker with write access to the log can do, and what is said about it. */
class TamperTest {
  @TempDir static Path work;
  private static Path good;
  private static TamperedLog log;

  @BeforeAll
  static void writeLog() throws Exception {
    log = TamperedLog.write(work.resolve("log"), 30);
    good = work.resolve("good");
    TamperedLog.copy(log.root(), good);
  }

  @BeforeEach
  void restore() throws Exception {
    TamperedLog.copy(good, log.root());
  }

  @AfterAll
  static void theLogItselfIsIntact() throws Exception {
    TamperedLog.copy(good, log.root());
    assertThat(log.verify().findings()).isEmpty();
  }

  private static List<FindingKind> kinds(VerifyReport report) {
    return report.findings().stream().map(Finding::kind).toList();
  }

  private static Finding only(VerifyReport report, FindingKind kind) {
    List<Finding> found = report.findings().stream().filter(f -> f.kind() == kind).toList();
    assertThat(found).as("%s in %s", kind, report.findings()).hasSize(1);
    return found.get(0);
  }

  private static void assertTampered(VerifyReport report, FindingKind... kinds) {
    assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(Verdict.TAMPERED);
    assertThat(kinds(report)).contains(kinds);
  }

  @Test
  void theUntouchedLogIsIntactAndItsRangesAddUp() throws Exception {
    VerifyReport report = log.verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.unsealed()).isZero();
    assertThat(report.anchored()).isPositive();
    assertThat(report.anchored() + report.sealed())
        .isEqualTo(log.closed().size() + log.killed().size() + log.last().size());
    assertThat(report.runs())
        .extracting(RunReport::state)
        .containsExactly(RunState.CLOSED, RunState.RECOVERED, RunState.CLOSED);
  }

  @Test
  void namesARecordWhoseChecksumDoesNotFit() throws Exception {
    StoredRecord record = StoredRecord.find(log.closed(), 5);
    record.change(60, 1);
    record.write();
    Finding finding = only(log.verify(), FindingKind.RECORD_ALTERED);
    assertThat(finding.firstLeaf()).isEqualTo(5);
    assertThat(finding.decision()).isEqualTo("3f9a1c20-5");
    assertThat(finding.from()).isEqualTo(record.from());
    assertThat(finding.to()).isEqualTo(record.to());
    assertThat(finding.file()).isEqualTo("20261120F.cq4");
  }

  @Test
  void namesARecordWhoseChecksumWasFixed() throws Exception {
    // Effect, mode, stage, form, time, arguments digest, policy digest, rule, approval.
    for (int offset : new int[] {64, 65, 66, 67, 17, 80, 110, 170, 180, 200, 215}) {
      restore();
      StoredRecord record = StoredRecord.find(log.closed(), 40);
      record.change(offset, 1);
      record.fixChecksum();
      record.write();
      VerifyReport report = log.verify();
      assertTampered(report, FindingKind.RECORD_ALTERED);
      Finding finding = only(report, FindingKind.RECORD_ALTERED);
      assertThat(finding.firstLeaf()).as("offset %d", offset).isEqualTo(40);
      assertThat(finding.from()).isEqualTo(record.from());
    }
  }

  @Test
  void saysBetweenWhichCheckpointsIfTheLeafHashIsChangedToo() throws Exception {
    StoredRecord record = StoredRecord.find(log.closed(), 40);
    record.change(64, 1);
    record.fixChecksum();
    record.write();
    record.fixLeafHash();
    VerifyReport report = log.verify();
    assertTampered(report, FindingKind.RECORDS_ALTERED);
    Finding finding = report.findings().get(0);
    assertThat(finding.firstLeaf()).isLessThanOrEqualTo(40);
    assertThat(finding.endLeaf()).isGreaterThan(40);
  }

  @Test
  void tellsADamagedTreeFileFromADamagedRecord() throws Exception {
    Path hashes = log.closed().folder().resolve("leaf-hashes");
    byte[] bytes = Files.readAllBytes(hashes);
    bytes[32 * 17 + 3] ^= 1;
    Files.write(hashes, bytes);
    VerifyReport report = log.verify();
    assertTampered(report, FindingKind.TREE_FILE_DAMAGED);
    assertThat(kinds(report)).doesNotContain(FindingKind.RECORD_ALTERED);
    assertThat(only(report, FindingKind.TREE_FILE_DAMAGED).firstLeaf()).isEqualTo(17);
  }

  @Test
  void noticesTwoSwappedRecords() throws Exception {
    StoredRecord one = StoredRecord.find(log.closed(), 5);
    StoredRecord other = StoredRecord.find(log.closed(), 20);
    one.swap(other);
    VerifyReport report = log.verify();
    assertTampered(report, FindingKind.RECORD_MOVED);
    assertThat(report.findings())
        .filteredOn(f -> f.kind() == FindingKind.RECORD_MOVED)
        .extracting(Finding::firstLeaf)
        .containsExactlyInAnyOrder(5L, 20L);
  }

  @Test
  void noticesTwoSwappedRecordsWithFixedIndexes() throws Exception {
    StoredRecord one = StoredRecord.find(log.closed(), 5);
    StoredRecord other = StoredRecord.find(log.closed(), 20);
    one.swap(other);
    for (long leaf : new long[] {5, 20}) {
      StoredRecord moved = StoredRecord.find(log.closed(), (int) leaf);
      moved.setLeaf(leaf);
      moved.fixChecksum();
      moved.write();
    }
    VerifyReport report = log.verify();
    assertTampered(report, FindingKind.RECORD_ALTERED);
    assertThat(report.findings())
        .filteredOn(f -> f.kind() == FindingKind.RECORD_ALTERED)
        .extracting(Finding::firstLeaf)
        .containsExactlyInAnyOrder(5L, 20L);
  }

  @Test
  void noticesACopiedAnInsertedARemovedAndAMovedRecord() throws Exception {
    StoredRecord record = StoredRecord.find(log.closed(), 10);
    record.insertCopyAt(StoredRecord.find(log.closed(), 15).from());
    assertTampered(log.verify(), FindingKind.RECORD_DUPLICATED);
    restore();
    StoredRecord forged = StoredRecord.find(log.closed(), 10);
    forged.change(64, 3);
    forged.fixChecksum();
    forged.insertCopyAt(forged.from());
    assertTampered(log.verify(), FindingKind.BYTES_INSERTED);
    restore();
    record.remove();
    VerifyReport removed = log.verify();
    assertTampered(removed, FindingKind.RECORD_MISSING);
    assertThat(only(removed, FindingKind.RECORD_MISSING).firstLeaf()).isEqualTo(10);
    restore();
    record.remove();
    record.insertCopyAt(StoredRecord.find(log.closed(), 20).from());
    assertTampered(log.verify(), FindingKind.RECORD_MOVED);
  }

  @Test
  void noticesACutAtEveryRecordAndWithinEveryRecord() throws Exception {
    for (PlainRun run : List.of(log.closed(), log.killed(), log.last())) {
      for (int leaf = 0; leaf < run.size(); leaf++) {
        for (int within : new int[] {-4, 0, 21}) {
          StoredRecord record = StoredRecord.find(run, leaf);
          record.cutFileAt(record.from() + within);
          VerifyReport report = log.verify();
          assertThat(report.verdict())
              .as("%s %d %d", run.name(), leaf, within)
              .isNotEqualTo(Verdict.INTACT);
          record.restoreFile();
        }
      }
    }
  }

  @Test
  void noticesEachMissingFile() throws Exception {
    for (Path file : TamperedLog.files(good)) {
      String name = String.valueOf(file.getFileName());
      Path victim = log.root().resolve(good.relativize(file));
      byte[] content = Files.readAllBytes(victim);
      Files.delete(victim);
      Files.setLastModifiedTime(require(victim.getParent()), FileTime.fromMillis(0));
      VerifyReport report = log.verify();
      Files.write(victim, content);
      if (name.endsWith(".lock")) {
        assertThat(report.verdict()).isEqualTo(Verdict.INTACT);
      } else if (name.equals("cosignatures")) {
        assertThat(report.anchored()).isZero();
      } else {
        assertThat(report.verdict()).as("%s", file).isNotEqualTo(Verdict.INTACT);
        assertThat(report.findings()).as("%s", file).anyMatch(f -> mentions(f, name));
      }
    }
  }

  private static Path require(@Nullable Path path) {
    return Objects.requireNonNull(path);
  }

  private static boolean mentions(Finding finding, String name) {
    return name.equals(finding.file()) || finding.detail().contains(name);
  }

  @Test
  void noticesEachMissingRun() throws Exception {
    for (PlainRun run : List.of(log.closed(), log.killed(), log.last())) {
      restore();
      TamperedLog.delete(run.folder());
      assertTampered(log.verify(), FindingKind.RUN_MISSING);
    }
  }

  @Test
  void noticesARenamedRunAndAnUnknownFile() throws Exception {
    Path other = log.root().resolve("20261121T101559.000Z-3f9a1c2000000001");
    Files.move(log.closed().folder(), other);
    assertTampered(log.verify(), FindingKind.OTHER_ORIGIN);
    restore();
    TamperedLog.delete(other);
    Files.writeString(log.closed().folder().resolve("notes.txt"), "hello");
    VerifyReport report = log.verify();
    assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(only(report, FindingKind.UNKNOWN_FILE).file()).isEqualTo("notes.txt");
  }

  @Test
  void refusesAThousandOtherKeys() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      String name = i % 2 == 0 ? PlainLog.NAME + "/epoch/0" : "other.example/log/epoch/0";
      NoteVerifier key = TamperedLog.verifier(PlainKey.log(name));
      VerifyOptions options = VerifyOptions.of(log.root()).withKey(key);
      VerifyReport report = new LogVerifier(options).verify();
      assertThat(kinds(report))
          .containsExactly(i % 2 == 0 ? FindingKind.WRONG_KEY : FindingKind.KEY_OF_OTHER_LOG);
    }
  }

  @Test
  void refusesAnotherKeyAlsoIfTheKeyBesideTheLogIsReplaced() throws Exception {
    PlainKey other = PlainKey.log(PlainLog.NAME + "/epoch/0");
    Files.writeString(log.root().resolve("log.vkey"), other.vkey() + "\n");
    VerifyReport report =
        new LogVerifier(VerifyOptions.of(log.root()).withKey(TamperedLog.verifier(other))).verify();
    assertTampered(report, FindingKind.NOTE_ALTERED);
    assertTampered(log.verify(), FindingKind.WRONG_KEY);
  }

  @Test
  void refusesCheckpointsWithoutOrWithOthersSignatures() throws Exception {
    Path checkpoints = log.killed().folder().resolve("checkpoints");
    String note = Files.readString(checkpoints);
    String text = note.substring(0, note.indexOf("\n\n") + 1);
    Files.writeString(checkpoints, text);
    assertThat(log.verify().verdict()).isEqualTo(Verdict.TAMPERED);
    Files.writeString(checkpoints, PlainKey.log("someone.example/else").note(text));
    assertTampered(log.verify(), FindingKind.CHECKPOINT_UNSIGNED);
    Files.writeString(checkpoints, PlainKey.log(log.killed().origin()).note(text));
    assertTampered(log.verify(), FindingKind.CHECKPOINT_ALTERED);
    String other = text.replace(log.killed().origin(), log.last().origin());
    Files.writeString(checkpoints, log.killed().key().note(other));
    assertTampered(log.verify(), FindingKind.OTHER_ORIGIN);
  }

  @Test
  void anchorsFromElsewhereCoverWhatTheySay() throws Exception {
    Path anchor = work.resolve("anchor");
    Files.writeString(anchor, log.closed().lastCheckpoint() + log.killed().lastCheckpoint());
    VerifyReport report = log.verifyAgainst(anchor);
    assertThat(report.findings()).isEmpty();
    assertThat(report.runs().get(0).anchored()).isEqualTo(log.closed().size());
    assertThat(report.runs().get(1).anchored()).isEqualTo(log.killed().size() - 2);
    assertThat(report.runs().get(2).anchored()).isZero();
  }

  @Test
  void anAnchorOfALongerLogIsARollback() throws Exception {
    Path anchor = work.resolve("anchor");
    Files.writeString(anchor, log.last().lastCheckpoint());
    Files.delete(log.last().folder().resolve("closed"));
    StoredRecord.find(log.last(), log.last().size() - 1).remove();
    Files.writeString(log.last().folder().resolve("checkpoints"), "");
    Files.write(log.last().folder().resolve("leaf-hashes"), new byte[0]);
    assertTampered(log.verifyAgainst(anchor), FindingKind.ROLLED_BACK);
  }

  @Test
  void anAnchorWithAnotherRootIsAFork() throws Exception {
    PlainRun run = log.closed();
    Path anchor = work.resolve("anchor");
    String text = run.origin() + "\n7\n" + PlainKey.base64(new byte[32]) + "\n";
    Files.writeString(anchor, run.key().note(text));
    assertTampered(log.verifyAgainst(anchor), FindingKind.FORKED);
    Files.writeString(anchor, PlainKey.log(run.origin()).note(text));
    VerifyReport report = log.verifyAgainst(anchor);
    assertThat(kinds(report)).containsExactly(FindingKind.ANCHOR_UNUSABLE);
    assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void anAnchorOfARunThatIsGoneIsARollback() throws Exception {
    Path anchor = work.resolve("anchor");
    String text = PlainLog.NAME + "/00000000000000ff\n7\n" + PlainKey.base64(new byte[32]) + "\n";
    Files.writeString(anchor, PlainKey.log(PlainLog.NAME + "/00000000000000ff").note(text));
    assertTampered(log.verifyAgainst(anchor), FindingKind.RUN_MISSING);
  }

  @Test
  void anAnchorThatIsNotOfThisLogProvesNothing() throws Exception {
    Path anchor = work.resolve("anchor");
    String text = "other.example/log\n7\n" + PlainKey.base64(new byte[32]) + "\n";
    Files.writeString(anchor, PlainKey.log("other.example/log").note(text));
    assertThat(kinds(log.verifyAgainst(anchor))).containsExactly(FindingKind.ANCHOR_UNUSABLE);
    Files.writeString(anchor, "garbage\n\n\n\n\n\n\n");
    assertThat(log.verifyAgainst(anchor).verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void aCosignatureThatIsNotGoodIsReported() throws Exception {
    Path file = log.closed().folder().resolve("cosignatures");
    PlainKey stranger = PlainKey.witness("witness.example/w2");
    String note = Files.readString(file);
    String text = note.substring(0, note.indexOf("\n\n") + 1);
    Files.writeString(file, note + stranger.cosignatureLine(text, 1), StandardOpenOption.WRITE);
    assertThat(kinds(log.verify())).containsExactly(FindingKind.WITNESS_UNKNOWN);
    String forged = note.substring(0, note.lastIndexOf("— "));
    Files.writeString(file, forged + log.witness().cosignatureLine(text + " ", 1));
    assertTampered(log.verify(), FindingKind.NOTE_ALTERED);
  }

  @Test
  void anOlderCopyOfARunIsNoticedByTheRunAfterIt() throws Exception {
    PlainRun run = log.closed();
    byte[] checkpoints = Files.readAllBytes(run.folder().resolve("checkpoints"));
    String all = new String(checkpoints, StandardCharsets.UTF_8);
    int second = all.indexOf(run.origin() + "\n", 10);
    Files.delete(run.folder().resolve("closed"));
    Files.delete(run.folder().resolve("cosignatures"));
    Files.writeString(run.folder().resolve("checkpoints"), all.substring(0, second));
    for (int leaf = run.size() - 1; leaf > 30; leaf--) {
      StoredRecord.find(run, leaf).remove();
    }
    Path hashes = run.folder().resolve("leaf-hashes");
    Files.write(hashes, Arrays.copyOf(Files.readAllBytes(hashes), 32 * 31));
    VerifyReport report = log.verify();
    assertTampered(report, FindingKind.ROLLED_BACK);
  }

  @Test
  void anOlderCopyOfTheWholeLogIsNoticedByAnAnchorOnly() throws Exception {
    Path root = work.resolve("other");
    TamperedLog.delete(root);
    PlainLog plain = new PlainLog(root);
    PlainRun run = plain.first();
    run.calls(5);
    run.checkpoint();
    Path older = work.resolve("older");
    TamperedLog.copy(root, older);
    run.calls(5);
    run.checkpoint();
    Path anchor = work.resolve("anchor");
    Files.writeString(anchor, run.lastCheckpoint());
    VerifyOptions options = VerifyOptions.of(older).withKey(TamperedLog.verifier(plain.genesis()));
    VerifyReport report = new LogVerifier(options).verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.anchored()).isZero();
    assertTampered(
        new LogVerifier(options.withAnchors(List.of(anchor))).verify(), FindingKind.ROLLED_BACK);
  }

  /** The flaw of CVE-2023-31438: what is cut off is sealed over. */
  @Test
  void cuttingAndGoingOnToSealIsNoticed() throws Exception {
    Path root = work.resolve("cut");
    TamperedLog.delete(root);
    PlainLog plain = new PlainLog(root);
    PlainRun run = plain.first();
    run.calls(9);
    run.checkpoint();
    StoredRecord.find(run, 8).remove();
    StoredRecord.find(run, 7).remove();
    run.reload();
    run.calls(4);
    run.checkpoint();
    VerifyOptions options = VerifyOptions.of(root).withKey(TamperedLog.verifier(plain.genesis()));
    assertThat(new LogVerifier(options).verify().verdict()).isEqualTo(Verdict.TAMPERED);
  }

  /** The flaw of CVE-2023-31439: an old range is sealed anew with the key of now. */
  @Test
  void sealingAnOldRangeWithTheKeyOfNowIsNoticed() throws Exception {
    PlainRun run = log.closed();
    StoredRecord record = StoredRecord.find(run, 5);
    record.change(64, 1);
    record.fixChecksum();
    record.write();
    record.fixLeafHash();
    run.forge(5, record.bytes());
    Path checkpoints = run.folder().resolve("checkpoints");
    String notes = Files.readString(checkpoints);
    StringBuilder forged = new StringBuilder();
    for (String part : notes.split("(?<=\\n)(?=" + run.origin() + "\\n)")) {
      int size = Integer.parseInt(part.split("\n")[1]);
      forged.append(run.key().note(run.checkpointText(size)));
    }
    Files.writeString(checkpoints, forged);
    Files.delete(run.folder().resolve("cosignatures"));
    Files.writeString(run.folder().resolve("closed"), run.key().note(run.endText("closed")));
    VerifyReport report = log.verify();
    assertTampered(report, FindingKind.KEY_NOT_IN_FORCE);
    // The run after it has seen another root, whatever keys there are.
    assertThat(kinds(report)).contains(FindingKind.CONTRADICTION);
  }

  @Test
  void aRunThatWasRecoveredCannotBeRecoveredAnewWithAnotherContent() throws Exception {
    PlainRun run = log.killed();
    StoredRecord record = StoredRecord.find(run, 31);
    record.change(64, 1);
    record.fixChecksum();
    record.write();
    run.forge(31, record.bytes());
    String text = run.endText("recovered") + "by " + log.last().name() + "\n";
    Files.writeString(run.folder().resolve("recovered"), log.last().key().note(text));
    assertThat(log.verify().verdict()).isEqualTo(Verdict.TAMPERED);
  }

  @Test
  void twoRunsOfOneEpochAreAFork() throws Exception {
    Path one = work.resolve("one");
    TamperedLog.delete(one);
    PlainLog plain = new PlainLog(one);
    PlainRun first = plain.first();
    first.close();
    plain.fork();
    PlainRun second = plain.start(first, "closed");
    second.close();
    VerifyOptions options = VerifyOptions.of(one).withKey(TamperedLog.verifier(plain.genesis()));
    assertThat(new LogVerifier(options).verify().verdict()).isEqualTo(Verdict.TAMPERED);
  }

  @Test
  void anEventFromElsewhereIsNotTaken() throws Exception {
    PlainRun run = log.closed();
    byte[] forged = PlainRecord.event(PlainRecord.KEY_ROTATE, 5, 1, Map.of("key", "x"));
    StoredRecord.find(run, 5).replace(forged);
    assertTampered(log.verify(), FindingKind.RECORD_ALTERED);
  }

  @Test
  void aFolderThatIsNoLogProvesNothing() throws IOException {
    Path empty = Files.createDirectories(work.resolve("empty"));
    VerifyReport report = new LogVerifier(VerifyOptions.of(empty)).verify();
    assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(kinds(report)).containsExactly(FindingKind.NO_KEY);
  }
}
