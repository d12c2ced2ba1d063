package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} says about decisions that a log has, and about calls given to it. */
class ExplainTranscriptTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path work;

  @BeforeAll
  static void writeLog() throws Exception {
    Files.writeString(work.resolve("sallyport.yaml"), ReviewLog.REFUNDS);
    Files.writeString(work.resolve("new.yaml"), ReviewLog.REFUNDS.replace("<= 100", "<= 500"));
    try (ReviewLog log =
        new ReviewLog(TestLog.start(work.resolve("sallyport-audit"), 0), ReviewLog.REFUNDS)) {
      log.full("desk", "issue_refund", "{\"amount\":250,\"currency\":\"EUR\"}");
      log.full("desk", "search_orders", "{}");
      log.redacted("desk", "issue_refund", "{\"amount\":\"5000\"}", "{\"amount\":\"string(4)\"}");
      log.redacted("desk", "search_orders", "{\"q\":\"a\"}", "{\"q\":\"string(1)\"}");
      log.full("desk", "issue_refund", "{\"amount\":1,\"amount\":2}");
      log.full(null, "issue_refund\u001b[2K", "{\"amount\":\"\u001b[2K\"}");
    }
  }

  private static String run(int exitCode, String... args) {
    Cli cli = new Cli(work, NOON, false);
    int got = cli.run(args);
    assertThat(cli.err()).isEmpty();
    assertThat(got).isEqualTo(exitCode);
    return cli.transcript()
        .replace(work.toString(), "WORK")
        .replaceAll("sha256:[0-9a-f]{12}", "sha256:HEX");
  }

  @Test
  void aRefusalIsExplainedByItsId() {
    assertThat(run(0, "explain", "3f9a1c20-1"))
        .isEqualTo(
            """
            recorded   deny, no rule decides (default_action)  3f9a1c20-1  TIME
            decision   deny, no rule decides (default_action)
            call       tool issue_refund, agent desk, session s-1, stage pre_tool
            arguments  {"amount":250,"currency":"EUR"}
            policy     WORK/sallyport.yaml (3 rules, sha256:HEX), the one that decided

            rules
              small-refunds       allow             does not match
                  false    all of
                    false    args.amount <= 100   args.amount is 250
                    true     args.currency in ['EUR', 'USD']   args.currency is "EUR"
              large-refunds       deny              does not match
                  false    args.amount > 1000   args.amount is 250
              and 1 not about this call (1 about other tools), listed by --all

            what would change the answer (each one tried)
              allow: with args.amount 100 instead of 250 (rule small-refunds)
            """);
  }

  @Test
  void anotherPolicyIsSaidToBeAnother() {
    assertThat(run(1, "explain", "3f9a1c20-1", "--policy", "new.yaml", "--all"))
        .startsWith(
            """
            recorded   deny, no rule decides (default_action)  3f9a1c20-1  TIME
            decision   allow, rule small-refunds
                       not what the log says
            """)
        .contains(
            """
            policy     WORK/new.yaml (3 rules, sha256:HEX)
                       NOT the one that decided (sha256:HEX): rules may differ from then
            """)
        .contains("  search              allow             is about other tools\n")
        .contains("  small-refunds       allow             matches, and decides\n");
  }

  @Test
  void redactedArgumentsLeaveOpenWhatDependsOnThem() {
    assertThat(run(2, "explain", "3f9a1c20-3"))
        .isEqualTo(
            """
            recorded   deny, rule large-refunds  3f9a1c20-3  TIME
            decision   can't be told: it depends on values that the log does not keep
            call       tool issue_refund, agent desk, session s-1, stage pre_tool
            arguments  {"amount":"string(4)"} (redacted: names, types and sizes)
            policy     WORK/sallyport.yaml (3 rules, sha256:HEX), the one that decided

            rules
              small-refunds       allow             can't be told
                  unknown  all of
                    unknown  args.amount <= 100   args.amount is not in the log
                    unknown  args.currency in ['EUR', 'USD']   args.currency is not in the log
              large-refunds       deny              can't be told
                  unknown  args.amount > 1000   args.amount is not in the log
              and 1 not about this call (1 about other tools), listed by --all
            """);
  }

  @Test
  void redactedArgumentsDoNotMatterWhereNoRuleReadsThem() {
    assertThat(run(0, "explain", "3f9a1c20-4"))
        .contains(
            "decision   allow, rule search\n", "search              allow             matches");
  }

  @Test
  void aCallThatCouldNotBeJudgedIsJudgedAgain() {
    assertThat(run(0, "explain", "3f9a1c20-5"))
        .contains("decision   deny, error \"arguments: duplicate key `amount` at offset 12\"\n")
        .doesNotContain("rules\n");
  }

  @Test
  void aGivenCallNeedsNoLog() {
    String out =
        run(
            0,
            "explain",
            "--tool=issue_refund",
            "--arguments={\"amount\":\"5000\",\"currency\":\"EUR\"}",
            "--agent=desk",
            "--time=2026-11-21T09:05:00Z");
    assertThat(out)
        .startsWith("decision   deny, rule large-refunds\n")
        .contains("large-refunds       deny              matches, because it errs, and decides\n")
        .contains(
            "      error    args.amount > 1000   args.amount is \"5000\"   got the text \"5000\","
                + " wanted a number\n")
        .contains("  allow: with args.amount 100 instead of \"5000\" (rule small-refunds)\n");
  }

  @Test
  void whatAModelWroteIsEscaped() {
    assertThat(run(0, "explain", "3f9a1c20-6")).contains("\\u{1b}[2K").doesNotContain("\u001b");
  }

  @Test
  void wrongUseIsAnswered() {
    assertWrong("got neither a decision id nor --tool, wanted one of them", "explain");
    assertWrong(
        "got a decision id and --tool, wanted one of them", "explain", "3f9a1c20-1", "--tool=x");
    assertWrong(
        "--stage: got `later`, wanted pre_input, pre_tool, post_tool or pre_output",
        "explain",
        "--tool=x",
        "--stage=later");
    assertWrong(
        "--time: got `soon`, wanted an instant such as 2026-11-21T09:05:00Z",
        "explain",
        "--tool=x",
        "--time=soon");
    assertWrong(
        "decision id `x` is not one; wanted eight hex digits, `-`, and hex digits, such as"
            + " `3f9a1c20-1f`",
        "explain",
        "x");
  }

  private static void assertWrong(String message, String... args) {
    Cli cli = new Cli(work, NOON, false);
    assertThat(cli.run(args)).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("sallyport: " + message + "\n");
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    assertWrong(
        "got `3f9a1c20-ff`, but the log has no decision of that id; wanted one that tail shows",
        "explain",
        "3f9a1c20-ff");
    assertWrong(
        "got no log folder `"
            + work.resolve("none")
            + "`, wanted the one that the application's"
            + " start line names: --log FOLDER",
        "explain",
        "3f9a1c20-1",
        "--log=none");
    Files.writeString(work.resolve("bad.yaml"), "apiVersion: governance.toolkit/v1\nnane: x\n");
    assertWrong(
        "bad.yaml:1:1: got no `name`, wanted the policy's name\n"
            + "sallyport: bad.yaml:2:1: unknown key `nane`, did you mean `name`?",
        "explain",
        "--tool=x",
        "--policy=bad.yaml");
    assertWrong(
        "policy `" + work.resolve("nowhere.yaml") + "`: got no such file, wanted a policy file",
        "explain",
        "--tool=x",
        "--policy=nowhere.yaml");
  }

  @Test
  void helpTeachesWithExamples() {
    Cli cli = new Cli(work);
    assertThat(cli.run("explain", "--help")).isZero();
    assertThat(cli.out())
        .contains("Usage: java -jar sallyport.jar explain [OPTIONS] [DECISION-ID]\n")
        .contains("  java -jar sallyport.jar explain 3f9a1c20-3 --policy new.yaml\n");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
