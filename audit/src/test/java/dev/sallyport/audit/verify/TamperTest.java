package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.note.NoteVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an attacker with write access to the log can do, and what is said about it. */
class TamperTest extends TamperedLogTest {
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
}
