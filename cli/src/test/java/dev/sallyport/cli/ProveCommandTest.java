package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.cli.prove.InvalidProofFileException;
import dev.sallyport.cli.prove.ProofCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prove} and {@code verify-proof} on a log of three runs with changes of key. */
class ProveCommandTest {
  @TempDir static Path work;
  private static Path root;
  private static String genesis = "";
  private static String secondOrigin = "";
  private static String secondRun = "";
  private static String secondKey = "";

  @BeforeAll
  static void writeLog() throws Exception {
    root = work.resolve("sallyport-audit");
    SealedLog log = new SealedLog(root);
    genesis = SealedLog.genesis().text();
    try (SealedLog.Run run = log.start()) {
      run.log.allow("desk", "search_orders", "read-only");
      run.seal();
    }
    try (SealedLog.Run run = log.start()) {
      run.log.allow("desk", "search_orders", "read-only");
      run.log.returned(14_200_000);
      run.log.append(
          new DecisionRecord()
              .callId(1)
              .stage(ToolStage.POST_TOOL)
              .tool("search_orders")
              .effect(RecordedEffect.DENY)
              .rule("no-secrets"));
      run.seal();
      run.log.deny("desk", "issue_refund", "large\u001b[2K");
      run.rotate();
      run.log.deny("desk", "delete_customer", null);
      run.rotate();
      run.log.allow("desk", "search_orders", "read-only");
      run.seal();
      run.cosign();
      run.log.deny("desk", "late", null);
      secondOrigin = run.origin();
      secondRun = run.name();
      secondKey = run.key().text();
    }
    try (SealedLog.Run run = log.start()) {
      run.log.allow("desk", "never_sealed", "any");
    }
  }

  private static Cli run(int exitCode, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(got).as(cli.err() + cli.out()).isEqualTo(exitCode);
    return cli;
  }

  private static Path proof(String name, String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "prove";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "-o";
    all[args.length + 2] = name;
    run(0, all);
    return work.resolve(name);
  }

  @Test
  void aProofIsWrittenAndCheckedWithTheGenesisKeyAlone() {
    Cli prove = run(0, "prove", "3f9a1c21-2", "-o", "a.tlog-proof");
    assertThat(prove.out()).isEqualTo("a.tlog-proof: record 4 of 9, 1 cosignature\n");
    assertThat(prove.err()).isEmpty();

    Cli verify = run(0, "verify-proof", "a.tlog-proof", "--key", genesis);
    assertThat(verify.err()).isEmpty();
    assertThat(verify.transcript().replaceAll("\\d+ ns", "N ns").replaceAll("[0-9a-f]{64}", "HEX"))
        .startsWith(
            """
            decision    3f9a1c21-2
            effect      deny, rule large\\u{1b}[2K
            call        stage pre_tool, mode enforce
            tool        issue_refund
            agent       desk
            session     -
            framework   -
            arguments   -
                        none
            digest      -
            policy      -
            judged in   0ns
            time        TIME by the system clock
            clock       N ns, monotonic in its run
            record      4 of boot 3f9a1c2100000001

            proof       good
            log         SallyportName/3f9a1c2100000001
            checkpoint  9 records, root
                        HEX
            """
                .replace("SallyportName", SealedLog.NAME))
        .contains("signed by   witness.example/w1\n            saw it TIME\n");
  }

  @Test
  void aKeyMayComeFromAFileAndAWitnessCanBeDemanded() {
    proof("b.tlog-proof", "3f9a1c21-1");
    String witness = SealedLog.WITNESS.verifier().text();
    run(0, "verify-proof", "b.tlog-proof", "--key", "sallyport-audit/log.vkey");
    run(0, "verify-proof", "b.tlog-proof", "--key", genesis, "--witness", witness);
    String other =
        new NoteSigner("witness.example/w2", NoteVerifier.COSIGNATURE_V1, new byte[32])
            .verifier()
            .text();
    assertThat(run(2, "verify-proof", "b.tlog-proof", "--key", genesis, "--witness", other).err())
        .isEqualTo(
            "sallyport: can't tell: the witness `witness.example/w2` did not sign this"
                + " checkpoint\n");
  }

  @Test
  void withoutAKeyItIsLeftOpenWhoseLogItIs() {
    proof("c.tlog-proof", "3f9a1c21-1");
    Cli cli = run(2, "verify-proof", "c.tlog-proof");
    assertThat(cli.err())
        .isEqualTo(
            "sallyport: can't tell: no key was given that says whose log this is: got the log of"
                + " the key `"
                + genesis
                + "`\n");
    assertThat(cli.out()).contains("proof       nothing wrong, but not complete\n");
  }

  @Test
  void theKeyOfAnotherLogIsRefused() {
    proof("d.tlog-proof", "3f9a1c21-1");
    String other = new NoteSigner(SealedLog.NAME + "/epoch/0", new byte[32]).verifier().text();
    assertThat(run(1, "verify-proof", "d.tlog-proof", "--key", other).err())
        .isEqualTo(
            "sallyport: the proof is wrong: the key `" + other + "` does not vouch for this log\n");
  }

  @Test
  void everyKeyOfTheChainVouchesForWhatComesAfterIt() {
    proof("e.tlog-proof", "3f9a1c21-4");
    String second = SealedLog.epochKey(1).verifier().text();
    run(0, "verify-proof", "e.tlog-proof", "--key", second);
    run(0, "verify-proof", "e.tlog-proof", "--key", secondKey);
    String later = SealedLog.epochKey(2).verifier().text();
    run(1, "verify-proof", "e.tlog-proof", "--key", later);
  }

  @Test
  void outcomesResultsAndAnyRecordCanBeProved() {
    proof("f.tlog-proof", "3f9a1c21-1", "--outcome");
    assertThat(run(0, "verify-proof", "f.tlog-proof", "--key", genesis).out())
        .startsWith("outcome     3f9a1c21-1\nended       returned after 14.2ms\n");
    proof("g.tlog-proof", "3f9a1c21-1", "--result");
    assertThat(run(0, "verify-proof", "g.tlog-proof", "--key", genesis).out())
        .contains("effect      deny, rule no-secrets\ncall        stage post_tool");
    proof("h.tlog-proof", "--leaf", secondRun + ":0");
    assertThat(run(0, "verify-proof", "h.tlog-proof", "--key", genesis).out())
        .startsWith("event       boot\nmode        enforce\n");
  }

  @Test
  void aBareProofCarriesTheRecordAloneAndTakesTheRunsKey() throws Exception {
    Path bare = proof("i.tlog-proof", "3f9a1c21-1", "--bare");
    assertThat(Files.size(bare)).isLessThan(1_000);
    assertThat(run(2, "verify-proof", "i.tlog-proof", "--key", secondKey).err())
        .contains("the signature of `witness.example/w1` can't be checked without its key");
    String witness = SealedLog.WITNESS.verifier().text();
    run(0, "verify-proof", "i.tlog-proof", "--key", secondKey, "--witness", witness);
    assertThat(run(1, "verify-proof", "i.tlog-proof", "--key", genesis).err())
        .contains("the proof carries no key chain; wanted the key of `" + secondOrigin + "`");
  }

  @Test
  void whatIsNotSealedYetIsNotProved() {
    assertThat(run(2, "prove", "3f9a1c21-5").err())
        .isEqualTo(
            "sallyport: the decision `3f9a1c21-5` is record `9`, which is not sealed yet: the"
                + " newest checkpoint covers `9` records\n");
    assertThat(run(2, "prove", "3f9a1c22-1").err()).contains("is not sealed yet");
  }

  @Test
  void whatIsNotThereIsNotProved() {
    assertThat(run(2, "prove", "3f9a1c21-99").err())
        .isEqualTo("sallyport: the log has no record of the decision `3f9a1c21-99`\n");
    assertThat(run(2, "prove", "00000000-1").err()).contains("has a decision of that id");
    assertThat(run(2, "prove", "3f9a1c21-2", "--outcome").err())
        .contains("no record of the outcome of `3f9a1c21-2`");
    assertThat(run(2, "prove", "nonsense").err()).contains("decision id `nonsense` is not one");
    assertThat(run(2, "prove", "--leaf", secondRun + ":x").err()).contains("wanted the name of");
    assertThat(run(2, "prove").err()).contains("got neither a decision id nor --leaf");
  }

  /** The file says everything, so nothing in it may be changed unseen. */
  @Test
  void noByteOfAProofCanBeFlipped() throws Exception {
    byte[] good = Files.readAllBytes(proof("j.tlog-proof", "3f9a1c21-4"));
    ProofCheck check = new ProofCheck(SealedLog.genesis(), List.of());
    for (int at = 0; at < good.length; at++) {
      byte[] flipped = good.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertThat(isComplete(check, flipped)).as("byte %d", at).isFalse();
    }
    assertThat(isComplete(check, good)).isTrue();
  }

  private static boolean isComplete(ProofCheck check, byte[] file) {
    try {
      return check.check(file).open().isEmpty();
    } catch (NoteFormatException | InvalidProofFileException e) {
      return false;
    }
  }

  @Test
  void aFlippedByteIsReportedInOneLineAndNeverFine() throws Exception {
    byte[] good = Files.readAllBytes(proof("m.tlog-proof", "3f9a1c21-4"));
    for (int at = 3; at < good.length; at += 97) {
      byte[] flipped = good.clone();
      flipped[at] ^= 0x04;
      Files.write(work.resolve("flipped.tlog-proof"), flipped);
      Cli cli = new Cli(work);
      int exitCode = cli.run("verify-proof", "flipped.tlog-proof", "--key", genesis);
      assertThat(exitCode).as("byte %d: %s", at, cli.out()).isIn(1, 2);
      assertThat(cli.err()).hasLineCount(1).startsWith("sallyport: ");
    }
  }

  @Test
  void noProofCanBeCutOrMadeLonger() throws Exception {
    byte[] good = Files.readAllBytes(proof("k.tlog-proof", "3f9a1c21-4"));
    String text = new String(good, StandardCharsets.UTF_8);
    Path file = work.resolve("cut.tlog-proof");
    for (String line : text.split("(?<=\n)")) {
      Files.writeString(file, text.replace(line, ""));
      boolean witnessLine = line.startsWith("— witness");
      int exitCode = new Cli(work).run("verify-proof", "cut.tlog-proof", "--key", genesis);
      if (!witnessLine) {
        assertThat(exitCode).as(line).isIn(1, 2);
      }
      Files.writeString(file, text.replace(line, line + line));
      assertThat(new Cli(work).run("verify-proof", "cut.tlog-proof", "--key", genesis))
          .as(line)
          .isIn(1, 2);
    }
    Files.writeString(file, text + "\n");
    run(2, "verify-proof", "cut.tlog-proof", "--key", genesis);
  }

  @Test
  void jsonSaysTheSame() {
    proof("l.tlog-proof", "3f9a1c21-2");
    assertThat(run(0, "verify-proof", "l.tlog-proof", "--key", genesis, "--json").out())
        .startsWith("{\"result\":\"proved\",\"open\":[],\"origin\":\"" + secondOrigin + "\"")
        .contains("\"leaf_index\":4,\"size\":9,")
        .contains("\"time\":" + SealedLog.WITNESSED_SECONDS + "}]")
        .contains("\"record\":{\"kind\":\"decision\",")
        .contains("\"run\":\"" + secondRun + "\"")
        .endsWith("}}\n");
    assertThat(run(2, "verify-proof", "sallyport-audit/log.vkey", "--json").out())
        .startsWith("{\"result\":\"unreadable\",\"reason\":\"got no proof");
  }
}
