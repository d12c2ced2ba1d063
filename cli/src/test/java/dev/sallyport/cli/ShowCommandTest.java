package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code show} says about calls of a sealed log. */
class ShowCommandTest {
  private static final byte[] POLICY = new byte[32];

  @TempDir Path work;
  private Path run = Path.of("");

  @BeforeEach
  void writeLog() throws Exception {
    SealedLog log = new SealedLog(work.resolve("sallyport-audit"));
    try (SealedLog.Run written = log.start()) {
      run = written.folder();
      written.log.event(
          RecordKind.POLICY_LOAD,
          Map.of("digest", "00".repeat(32), "rules", "3", "file.1", "/srv/desk/sallyport.yaml"));
      written.log.append(allowed(written, "plan\u001b[31m").policyDigest(POLICY));
      written.log.append(
          allowed(written, "issue_refund")
              .parentCallId(1)
              .argumentsForm(ArgumentsForm.FULL)
              .argumentsText("{\"note\":\"" + "long words ".repeat(12) + "\u202e\"}")
              .argumentsLength(143)
              .policyDigest(POLICY));
      written.log.append(allowed(written, "send_email").parentCallId(2));
      written.log.outcome(
          new OutcomeRecord()
              .outcome(CallOutcome.THREW)
              .durationNanos(2_100_000_000L)
              .exceptionClass("java.io.IOException"));
      written.log.append(allowed(written, "other").parentCallId(1));
      written.log.append(
          new DecisionRecord()
              .callId(2)
              .tool("issue_refund")
              .stage(ToolStage.POST_TOOL)
              .effect(RecordedEffect.ALLOW)
              .argumentsRewritten(true)
              .rule("mask-cards"));
      written.seal();
      written.cosign();
      written.log.deny("desk", "late", null);
    }
  }

  private static DecisionRecord allowed(SealedLog.Run run, String tool) {
    return run.log.call("desk", tool).effect(RecordedEffect.ALLOW).rule("any");
  }

  private Cli run(int exitCode, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(got).as(cli.err()).isEqualTo(exitCode);
    return cli;
  }

  @Test
  void aCallIsShownWithItsResultItsFamilyItsPolicyAndItsSeal() {
    Cli cli = run(0, "show", "3f9a1c20-2");
    String text =
        cli.transcript()
            .replaceAll("\\d+ ns", "N ns")
            .replaceAll("hash   [0-9a-f]{64}", "hash   HEX");
    assertThat(text)
        .isEqualTo(
            """
            decision    3f9a1c20-2
            effect      allow, rule any
            call        stage pre_tool, mode enforce
            tool        issue_refund
            agent       desk
            session     -
            framework   -
            parent      3f9a1c20-1
            arguments   "{\\"note\\":\\"long words long words long words long words long
                        words long words long words long words long words long words
                        long words long words \\u{202e}\\"}"
                        full, 143 characters
            digest      -
            policy      0000000000000000000000000000000000000000000000000000000000000000
            judged in   0ns
            time        TIME by the system clock
            clock       N ns, monotonic in its run
            record      3 of boot 3f9a1c2000000001

            after tool  allow, the model got another text
            rule        mask-cards
            record      7, TIME

            calls made on behalf of others
              3f9a1c20-1  allow  plan\\u{1b}[31m
            *   3f9a1c20-2  allow  issue_refund
                  3f9a1c20-3  allow  send_email  threw 2.1s

            policy      in force since TIME
            digest      0000000000000000000000000000000000000000000000000000000000000000
            file.1      /srv/desk/sallyport.yaml
            rules       3
            record      1

            run         20261121T100000.000Z-3f9a1c2000000001
            log         sallyport/00112233445566aa/3f9a1c2000000001
            leaf hash   HEX
            sealed      by a checkpoint of 8 records (verify checks signatures)
            anchored    by a checkpoint of 8 records, signed by
                        witness.example/w1
            """);
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void whatIsNotSealedYetSaysSo() {
    assertThat(run(0, "show", "3f9a1c20-5").out())
        .contains("effect      deny, no rule decides (default_action)\n")
        .contains("policy      no record says when it came into force\n")
        .contains("sealed      not yet\n")
        .doesNotContain("anchored");
  }

  @Test
  void anAlteredRecordIsAFinding() throws Exception {
    Path hashes = run.resolve("leaf-hashes");
    byte[] bytes = Files.readAllBytes(hashes);
    bytes[3 * 32] ^= 1;
    Files.write(hashes, bytes);
    assertThat(run(1, "show", "3f9a1c20-2").out())
        .contains("sealed      ANOTHER record was sealed");
    run(0, "show", "3f9a1c20-1");
    Files.write(hashes, Arrays.copyOf(bytes, 32));
    run(1, "show", "3f9a1c20-1");
  }

  @Test
  void jsonHasTheWholeRecordsAndTheTree() {
    Map<String, Object> shown =
        Objects.requireNonNull(
            JsonTree.object(run(0, "show", "3f9a1c20-2", "--json").out().strip()));
    assertThat(shown).containsEntry("altered", false).containsEntry("problem", JsonTree.NULL);
    assertThat(String.valueOf(shown.get("sealed_size"))).isEqualTo("8");
    assertThat(shown).containsEntry("cosigners", List.of("witness.example/w1"));
    assertThat(String.valueOf(shown.get("decision"))).contains("tool=issue_refund");
    assertThat(String.valueOf(shown.get("result_decision"))).contains("rule=mask-cards");
    assertThat(String.valueOf(shown.get("policy"))).contains("digest=000000");
    assertThat(String.valueOf(shown.get("calls")))
        .startsWith("{decision_id=3f9a1c20-1")
        .contains("tool=send_email")
        .doesNotContain("tool=other");
  }

  @Test
  void anIdOfSeveralRunsIsNotGuessed() throws Exception {
    long bootId = 0x3f9a1c20_00000099L;
    Path other =
        AuditFolder.create(
            work.resolve("sallyport-audit"), bootId, Instant.parse("2026-11-21T11:00:00Z"));
    try (AuditLog log = AuditLog.openInBackground(other, AuditOptions.defaults(bootId))) {
      log.append(new DecisionRecord().callId(2).tool("elsewhere"));
    }
    assertThat(run(2, "show", "3f9a1c20-2").err())
        .contains("names decisions of several runs")
        .contains(other.toString())
        .contains(run.toString());
    assertThat(run(0, "show", "3f9a1c20-2", other.toString()).out()).contains("elsewhere");
  }

  @Test
  void whatIsNotThereIsNotShown() {
    assertThat(run(2, "show", "3f9a1c20-77").err()).contains("the log has no decision of that id");
    assertThat(run(2, "show", "11111111-1").err()).contains("no run in");
    assertThat(run(2, "show", "x").err()).contains("decision id `x` is not one");
  }
}
