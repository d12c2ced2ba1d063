package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Older copies, forks, keys that were stolen, and checkpoints that were kept elsewhere. */
class RollbackTest extends TamperedLogTest {
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
