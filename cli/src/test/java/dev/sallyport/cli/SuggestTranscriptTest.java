package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code suggest} writes. */
class SuggestTranscriptTest {
  private static final String REFUNDS =
      """
      # Suggested from a log of what was seen; read it before you use it.
      # 9 calls from TIME to TIME, 5 of them ran.
      # Bounds are rounded outward. `args.x starts_with ''` holds for every text.
      apiVersion: governance.toolkit/v1
      name: suggested
      default_action: deny
      rules:

        # issue_refund: seen 4 times, TIME to TIME
        # by desk (3) night (1)
        - name: "issue_refund"
          tools: ["issue_refund"]
          agents: ["desk", "night"]
          condition: "size(args) == 2
            and has(args.amount)
            and args.amount >= 12
            and args.amount <= 99
            and has(args.currency)
            and args.currency in ['EUR', 'USD']"
          action: allow

        # search_orders: seen once, TIME to TIME
        # by desk (1)
        # 1 with redacted arguments: types and sizes only, values are not bounded
        - name: "search_orders"
          tools: ["search_orders"]
          agents: ["desk"]
          condition: "size(args) == 4
            and has(args.limit)
            and (args.limit < 0 or args.limit >= 0)
            and has(args.open)
            and args.open in [true, false]
            and has(args.q)
            and args.q starts_with ''
            and size(args.q) <= 20
            and has(args.tags)
            and size(args.tags) <= 1
            and args.tags[*] starts_with ''
            and size(args.tags[*]) <= 3"
          action: allow

      # Not allowed here, because the log refuses it:
      #   drop_tables: deny, no rule decides (default_action), once: 3f9a1c20-9
      #   issue_refund: deny, error "arguments: duplicate key `amount` at offset 12", once: 3f9a1c20-7
      #   issue_refund: deny, no rule decides (default_action), once: 3f9a1c20-6
      #   issue_refund: deny, rule large-refunds, once: 3f9a1c20-5
      """;

  @TempDir static Path work;

  @BeforeAll
  static void writeLog() throws Exception {
    try (ReviewLog log =
        new ReviewLog(TestLog.start(work.resolve("sallyport-audit"), 0), ReviewLog.REFUNDS)) {
      String[] amounts = {"12.5", "87", "40", "99"};
      for (int at = 0; at < amounts.length; at++) {
        String currency = at % 2 == 0 ? "EUR" : "USD";
        log.full(
            at == 3 ? "night" : "desk",
            "issue_refund",
            "{\"amount\":" + amounts[at] + ",\"currency\":\"" + currency + "\"}");
      }
      log.full("desk", "issue_refund", "{\"amount\":5000,\"currency\":\"EUR\"}");
      log.full("desk", "issue_refund", "{\"amount\":60,\"currency\":\"GBP\"}");
      log.full("desk", "issue_refund", "{\"amount\":1,\"amount\":2}");
      log.redacted(
          "desk",
          "search_orders",
          "{\"q\":\"a\",\"limit\":10}",
          "{\"q\":\"string(14)\",\"limit\":\"number(2)\",\"tags\":[\"string(3)\"],\"open\":\"boolean\"}");
      log.full("desk", "drop_tables", "{}");
    }
  }

  private static String run(int exitCode, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(cli.err()).isEmpty();
    assertThat(got).isEqualTo(exitCode);
    return cli.transcript();
  }

  @Test
  void boundsComeFromFullArgumentsAndTypesFromRedactedOnes() {
    assertThat(run(0, "suggest")).isEqualTo(REFUNDS);
  }

  @Test
  void aFileIsNotOverwrittenUnlessForced() throws Exception {
    Path file = work.resolve("kept.yaml");
    Files.writeString(file, "precious");
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "--out=kept.yaml")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "sallyport: got `"
                + file
                + "`, which exists; wanted a new file, or --force to overwrite it\n");
    assertThat(file).hasContent("precious");

    assertThat(run(0, "suggest", "--out=kept.yaml", "--force"))
        .isEqualTo("wrote 2 rules to " + file + "\n");
    ReviewLog.parse(Files.readString(file));
  }

  @Test
  void observedCallsThatNoRuleDecidedAreAllowedAndThoseOfARuleAreNot() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("observe"), 0)) {
      log.append(observed(log, "search", null));
      log.append(observed(log, "drop", "never"));
    }
    assertThat(run(0, "suggest", "observe"))
        .contains(
            "  # search: seen once, TIME to TIME\n",
            "  # once in observe mode, and no rule had decided\n",
            "\n#   drop: would_deny, rule never, once: 3f9a1c20-2\n")
        .doesNotContain("tools: [\"drop\"]");
  }

  private static DecisionRecord observed(TestLog log, String tool, @Nullable String rule) {
    return log.call("desk", tool)
        .mode(EnforcementMode.OBSERVE)
        .effect(RecordedEffect.DENY)
        .rule(rule)
        .argumentsForm(ArgumentsForm.FULL)
        .argumentsText("{}")
        .argumentsLength(2);
  }

  @Test
  void aNameThatWouldBeAPatternIsLeftOut() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("patterns"), 0)) {
      for (String tool : new String[] {"*", "a?c", "fine"}) {
        log.append(ran(log, tool, ArgumentsForm.FULL, "{}"));
      }
    }
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "patterns")).isEqualTo(1);
    assertThat(cli.err()).isEqualTo("sallyport: 2 calls that ran are left out, see the end.\n");
    assertThat(cli.out())
        .contains(
            "\n# Ran, but not allowed here:\n"
                + "#   *: its name has a * or ?, which a policy would take for a pattern, once:"
                + " 3f9a1c20-1\n")
        .doesNotContain("[\"*\"]", "a?c\"");
    ReviewLog.parse(cli.out());
  }

  private static DecisionRecord ran(TestLog log, String tool, ArgumentsForm form, String text) {
    return log.call("desk", tool)
        .effect(RecordedEffect.ALLOW)
        .rule("r")
        .argumentsForm(form)
        .argumentsText(text)
        .argumentsLength(text.length());
  }

  @Test
  void fullArgumentsGiveTheBoundsWhereOthersAreRedacted() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("mixed"), 0)) {
      for (String amount : new String[] {"12", "87", "40"}) {
        log.append(ran(log, "t", ArgumentsForm.FULL, "{\"a\":" + amount + ",\"b\":\"x\"}"));
      }
      String redacted = "{\"a\":\"number(2)\",\"b\":\"string(30)\"}";
      log.append(ran(log, "t", ArgumentsForm.REDACTED, redacted));
    }
    assertThat(run(0, "suggest", "mixed"))
        .contains(
            "  # 1 with redacted arguments: the bounds are those of the others\n",
            "and args.a >= 12\n      and args.a <= 87\n",
            "and args.b starts_with ''\n      and size(args.b) <= 30\"");
  }

  @Test
  void whatNoShortConditionTellsApartIsRefusedAndNamed() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("apart"), 0)) {
      for (int call = 0; call < 400; call++) {
        String json = "{\"id\":\"customer " + call + "\"}";
        RecordedEffect effect = call % 2 == 0 ? RecordedEffect.ALLOW : RecordedEffect.DENY;
        log.append(ran(log, "t", ArgumentsForm.FULL, json).effect(effect));
      }
    }
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "apart")).isEqualTo(1);
    assertThat(cli.err())
        .contains(" calls that ran would be refused: ", "\nsallyport: Write rules by hand for: t\n")
        .doesNotContain("would be allowed");
    assertThat(cli.out())
        .contains("  # exactly as seen, once: no rule above allows it\n")
        .contains("\n# Write rules by");
    ReviewLog.parse(cli.out());
  }

  @Test
  void aShapeThatWasCutIsNoShape() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("cut"), 0)) {
      log.append(ran(log, "t", ArgumentsForm.REDACTED, "{\"a\":\"string(3)\",\"b..."));
      log.append(ran(log, "t", ArgumentsForm.NONE, ""));
    }
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "cut")).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            "rules: []\n",
            "#   t: the log does not have the shape of its arguments whole, 2 times: ");
  }

  @Test
  void callsThatOnlyTheDecisionTellsApartAreCounted() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("contrary"), 0)) {
      log.append(ran(log, "t", ArgumentsForm.FULL, "{\"a\":1}"));
      log.append(ran(log, "t", ArgumentsForm.FULL, "{\"a\":1.0}").effect(RecordedEffect.DENY));
    }
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "contrary")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "sallyport: 1 refused calls would be allowed: a policy can't tell them from others that"
                + " ran.\n");
    ReviewLog.parse(cli.out());
  }

  @Test
  void manyArgumentNamesAndLongValuesAreBoundedByNumberOnly() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("many"), 0)) {
      for (int call = 0; call < 8; call++) {
        StringBuilder json = new StringBuilder("{");
        for (int at = 0; at < 20; at++) {
          String name = "name_" + call + "_" + at + "x".repeat(90);
          json.append(at == 0 ? "" : ",").append('"').append(name).append("\":").append(call);
        }
        log.append(ran(log, "t", ArgumentsForm.FULL, json.append('}').toString()));
      }
    }
    assertThat(run(0, "suggest", "many"))
        .contains("condition: \"size(args) <= 20\"", "only their number is bounded\n");
  }

  @Test
  void aLogOfNothingThatRanSuggestsNothing() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("refused"), 0)) {
      log.deny("desk", "t", "r");
    }
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "refused")).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .isEqualTo("sallyport: got 1 calls of which none ran, wanted some to suggest from\n");
  }

  @Test
  void helpTeachesWithExamples() {
    Cli cli = new Cli(work);
    assertThat(cli.run("suggest", "--help")).isZero();
    assertThat(cli.out())
        .contains("Usage: java -jar sallyport.jar suggest [OPTIONS] [LOG]\n")
        .contains("  java -jar sallyport.jar suggest /var/log/sallyport --out sallyport.yaml\n");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
