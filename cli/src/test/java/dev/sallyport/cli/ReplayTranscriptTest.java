package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay} says about one log of two runs. */
class ReplayTranscriptTest {
  @TempDir static Path work;

  @BeforeAll
  static void writeLog() throws Exception {
    Files.writeString(work.resolve("old.yaml"), ReviewLog.REFUNDS);
    Files.writeString(work.resolve("new.yaml"), ReviewLog.REFUNDS.replace("<= 100", "<= 500"));
    Files.writeString(
        work.resolve("renamed.yaml"), ReviewLog.REFUNDS.replace("name: search", "name: find"));
    Path root = work.resolve("sallyport-audit");
    try (ReviewLog log = new ReviewLog(TestLog.start(root, 0), ReviewLog.REFUNDS)) {
      log.full("desk", "issue_refund", "{\"amount\":250,\"currency\":\"EUR\"}");
      log.full("desk", "issue_refund", "{\"amount\":50,\"currency\":\"EUR\"}");
      log.redacted("desk", "issue_refund", "{\"amount\":50}", "{\"amount\":\"number(2)\"}");
      log.redacted("desk", "search_orders", "{\"q\":\"a\"}", "{\"q\":\"string(1)\"}");
      log.full("desk", "issue_refund", "{\"amount\":1,\"amount\":2}");
    }
    try (ReviewLog log = new ReviewLog(TestLog.start(root, 1), ReviewLog.REFUNDS)) {
      log.full("desk", "issue_refund", "{\"amount\":400,\"currency\":\"USD\"}");
      log.full("desk", "issue_refund", "{\"amount\":5000,\"currency\":\"USD\"}");
    }
  }

  private static String run(int exitCode, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(cli.err()).isEmpty();
    assertThat(got).isEqualTo(exitCode);
    return cli.out()
        .replace(work.toString(), "WORK")
        .replaceAll("sha256:[0-9a-f]{12}", "sha256:HEX");
  }

  private static void assertWrong(String message, String... args) {
    Cli cli = new Cli(work);
    assertThat(cli.run(args)).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("sallyport: " + message + "\n");
  }

  @Test
  void differencesFromTheLogAreGroupedByToolAndRule() {
    assertThat(run(1, "replay", "--policy", "new.yaml"))
        .isEqualTo(
            """
            replayed 5 of 7 calls in 2 runs
            policy   WORK/new.yaml (3 rules, sha256:HEX)
            against  what the log says

            2 would change
                 2  issue_refund  deny (default) -> allow small-refunds  3f9a1c20-1 3f9a1c21-1

            3 would stay as they are
            1 depend on arguments or content that the log lacks
                 1  issue_refund        3f9a1c20-3
            1 could not be judged then, and were refused
            """);
  }

  @Test
  void theSamePolicyChangesNothing() {
    assertThat(run(0, "replay", "sallyport-audit", "--policy=old.yaml"))
        .contains("\n0 would change\n", "\n5 would stay as they are\n");
  }

  @Test
  void anotherRuleWithTheSameEffectIsNoChange() {
    assertThat(run(0, "replay", "--policy=renamed.yaml"))
        .contains(
            "\n0 would change\n",
            "\n1 would have the same effect by another rule\n"
                + "     1  search_orders  allow search -> allow find  3f9a1c20-4\n");
  }

  @Test
  void twoPoliciesAreComparedWhateverTheLogSays() {
    assertThat(run(1, "replay", "--policy=old.yaml", "--against=new.yaml"))
        .contains(
            "against  WORK/new.yaml (3 rules, sha256:HEX)\n",
            "     2  issue_refund  allow small-refunds -> deny (default)  3f9a1c20-1 3f9a1c21-1\n");
  }

  @Test
  void oneRunCanBeReplayed() {
    assertThat(
            run(
                1,
                "replay",
                "sallyport-audit/20261121T100001.000Z-3f9a1c2100000001",
                "--policy=new.yaml"))
        .startsWith("replayed 2 of 2 calls in 1 run\n");
  }

  @Test
  void whatMasksOrNoLongerMasksIsAChange() throws Exception {
    Path folder = work.resolve("masked");
    String mask = ReviewLog.REFUNDS + "  - {name: hide, action: mask, mask: [args.q]}\n";
    Files.writeString(work.resolve("mask.yaml"), mask);
    try (ReviewLog log = new ReviewLog(TestLog.start(folder, 0), mask)) {
      log.full("desk", "search_orders", "{\"q\":\"a\"}");
    }
    assertThat(run(0, "replay", "masked", "--policy=mask.yaml")).contains("\n1 would stay");
    assertThat(run(1, "replay", "masked", "--policy=old.yaml"))
        .contains("search_orders  allow masked search -> allow search");
  }

  @Test
  void twoPoliciesThatMaskInDifferentWaysAreCompared() throws Exception {
    Path folder = work.resolve("masked-twice");
    String mask = ReviewLog.REFUNDS + "  - {name: hide, action: mask, mask: MASK}\n";
    String all = mask.replace("MASK", "[args.q]");
    Files.writeString(work.resolve("all.yaml"), all);
    String some = "{paths: [args.q], patterns: ['[0-9]+']}";
    Files.writeString(work.resolve("some.yaml"), mask.replace("MASK", some));
    try (ReviewLog log = new ReviewLog(TestLog.start(folder, 0), all)) {
      log.full("desk", "search_orders", "{\"q\":\"order 17\"}");
    }
    assertThat(run(1, "replay", "masked-twice", "--policy=some.yaml", "--against=all.yaml"))
        .contains("search_orders  allow masked search -> allow masked otherwise search");
    assertThat(run(0, "replay", "masked-twice", "--policy=all.yaml", "--against=all.yaml"))
        .contains("\n0 would change\n");
  }

  @Test
  void resultsOfToolsAreLeftOpenWhereTheContentDecides() throws Exception {
    Path folder = work.resolve("results");
    String results =
        ReviewLog.REFUNDS
            + "  - {name: results, stage: post_tool, action: allow}\n"
            + "  - {name: keys, stage: post_tool, tools: [read], action: deny,"
            + " condition: \"content.text contains 'KEY'\"}\n";
    Files.writeString(work.resolve("results.yaml"), results);
    try (TestLog log = TestLog.start(folder, 0)) {
      for (String tool : new String[] {"read", "search_orders"}) {
        DecisionRecord record = log.call("desk", tool).stage(ToolStage.POST_TOOL);
        record.argumentsForm(ArgumentsForm.FULL).argumentsText("{}").argumentsLength(2);
        log.append(record.effect(RecordedEffect.ALLOW).rule("results"));
      }
    }
    assertThat(run(0, "replay", "results", "--policy=results.yaml"))
        .contains(
            "replayed 1 of 2 calls in 1 run\n",
            "\n1 would stay as they are\n",
            "1 depend on arguments or content that the log lacks\n     1  read ");
  }

  @Test
  void nothingReplayableIsNoAnswer() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("bare"), 0)) {
      log.append(log.call("desk", "issue_refund").effect(RecordedEffect.ALLOW).rule("r"));
    }
    assertThat(run(2, "replay", "bare", "--policy=old.yaml"))
        .startsWith("replayed 0 of 1 call in 1 run\n")
        .contains("\n1 depend on arguments or content that the log lacks\n");
  }

  @Test
  void aRunThatCannotBeReadIsNoProofThatNothingChanges() throws Exception {
    Path folder = work.resolve("broken");
    try (ReviewLog log = new ReviewLog(TestLog.start(folder, 0), ReviewLog.REFUNDS)) {
      log.full("desk", "search_orders", "{}");
    }
    Path broken = folder.resolve("20261121T095959.000Z-3f9a1c1f00000001");
    Files.createDirectories(broken.resolve("20261121F.cq4"));
    Cli cli = new Cli(work);
    assertThat(cli.run("replay", "broken", "--policy=old.yaml")).isEqualTo(2);
    assertThat(cli.err()).startsWith("sallyport: got an unreadable run `" + broken + "`: ");
    assertThat(cli.out()).contains("\n1 would stay as they are\n");
  }

  @Test
  void namesThatAModelChoseAreEscaped() throws Exception {
    try (ReviewLog log =
        new ReviewLog(
            TestLog.start(work.resolve("hostile"), 0),
            "apiVersion: governance.toolkit/v1\nname: a\ndefault_action: allow\n")) {
      log.full("desk", "x -> allow\u00e9", "{}");
    }
    assertThat(run(1, "replay", "hostile", "--policy=old.yaml")).contains("\"x -> allow\u00e9\"  ");
  }

  @Test
  void wrongUseIsAnswered() {
    assertWrong("got no `--policy`, wanted `--policy=NEW`", "replay");
    assertWrong(
        "got no log folder `"
            + work.resolve("none")
            + "`, wanted the one that an application"
            + " writes",
        "replay",
        "none",
        "--policy=old.yaml");
    assertWrong(
        "policy `" + work.resolve("no.yaml") + "`: got no such file, wanted a policy file",
        "replay",
        "--policy=no.yaml");
  }

  @Test
  void helpTeachesWithExamples() {
    Cli cli = new Cli(work);
    assertThat(cli.run("replay", "--help")).isZero();
    assertThat(cli.out())
        .contains("Usage: java -jar sallyport.jar replay [OPTIONS] [LOG]\n")
        .contains("  java -jar sallyport.jar replay --policy new.yaml\n");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
