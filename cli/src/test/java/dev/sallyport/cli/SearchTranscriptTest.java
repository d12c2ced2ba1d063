package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.StampedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option of {@code search} on one log of two runs and three files. */
class SearchTranscriptTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ALL =
      """
      2026-11-21T10:00:01.000Z  allow        desk          search_orders       read-only           3f9a1c20-1
      2026-11-21T10:00:03.000Z  returned     desk          search_orders       14.2ms              3f9a1c20-1
      2026-11-21T10:00:02.000Z  deny         desk          issue_refund        large-refunds       3f9a1c20-2
      2026-11-21T10:00:04.000Z  allow        watcher       send_email          any                 3f9a1c20-3
      2026-11-21T10:00:07.000Z  threw        watcher       send_email          2.1s                3f9a1c20-3  java.io.IOException
      2026-11-21T10:00:05.000Z  gap          refused=4
      2026-11-21T10:00:06.000Z  deny         -             退款                (error)             3f9a1c20-4  error "arguments: duplicate key `a`"
      2026-11-21T10:10:01.000Z  would_deny   desk          issue_refund        large-refunds       3f9a1c21-1
      2026-11-21T10:10:02.000Z  never_returned  desk          issue_refund        3m05s               3f9a1c21-1
      2026-11-21T10:10:03.000Z  require_approval  -             "a\\n\\u{1b}[31mb "   (default)           3f9a1c21-2
      """;

  @TempDir static Path work;
  private static StampedLog log;

  @BeforeAll
  static void writeLog() throws IOException {
    Path root = work.resolve("sallyport-audit");
    try (StampedLog first = StampedLog.start(root, START, 0x3f9a1c2000000001L)) {
      log = first.file("20261121F.cq4");
      at(0, new EventRecord(RecordKind.BOOT, Map.of()));
      at(1, call(1, "desk", "search_orders", "read-only", RecordedEffect.ALLOW).session("s-1"));
      at(
          2,
          call(2, "desk", "issue_refund", "large-refunds", RecordedEffect.DENY)
              .session("s-2")
              .argumentsForm(ArgumentsForm.FULL)
              .argumentsText("{\"amount\": 4711}"));
      at(3, outcome(1, CallOutcome.RETURNED, 14_200_000));
      at(4, call(3, "watcher", "send_email", "any", RecordedEffect.ALLOW).session("s-2"));
      at(5, new EventRecord(RecordKind.GAP, Map.of("refused", "4")));
      log.file("20261122F.cq4");
      at(6, call(4, null, "退款", null, RecordedEffect.DENY).error("arguments: duplicate key `a`"));
      at(7, outcome(3, CallOutcome.THREW, 2_100_000_000L).exceptionClass("java.io.IOException"));
    }
    try (StampedLog second = StampedLog.start(root, START.plusSeconds(600), 0x3f9a1c2100000001L)) {
      log = second.file("20261121F.cq4");
      at(
          601,
          call(1, "desk", "issue_refund", "large-refunds", RecordedEffect.DENY)
              .mode(EnforcementMode.OBSERVE));
      at(602, outcome(1, CallOutcome.NEVER_RETURNED, 185_000_000_000L));
      at(603, call(2, null, "a\n\u001b[31mb ", null, RecordedEffect.REQUIRE_APPROVAL));
    }
  }

  private static void at(int second, EventRecord event) throws IOException {
    log.append(event, (START.getEpochSecond() + second) * 1_000_000);
  }

  private static void at(int second, DecisionRecord decision) throws IOException {
    log.append(decision, (START.getEpochSecond() + second) * 1_000_000);
  }

  private static void at(int second, OutcomeRecord outcome) throws IOException {
    log.append(outcome, (START.getEpochSecond() + second) * 1_000_000);
  }

  private static DecisionRecord call(
      long id,
      @Nullable String agent,
      @Nullable String tool,
      @Nullable String rule,
      RecordedEffect effect) {
    return new DecisionRecord().callId(id).agent(agent).tool(tool).rule(rule).effect(effect);
  }

  private static OutcomeRecord outcome(long id, CallOutcome outcome, long nanos) {
    return new OutcomeRecord().callId(id).outcome(outcome).durationNanos(nanos);
  }

  private static Cli search(String... options) {
    List<String> args = new ArrayList<>(List.of("search"));
    args.addAll(List.of(options));
    Cli cli = new Cli(work, Clock.fixed(START.plusSeconds(660), ZoneOffset.UTC), false);
    assertThat(cli.run(args.toArray(new String[0]))).as(cli.err()).isZero();
    return cli;
  }

  /** Lines by number from 0, such as {@code 0 1 5}. */
  private static void assertFinds(String numbers, String... options) {
    String[] lines = ALL.split("\n");
    StringBuilder expected = new StringBuilder();
    for (String number : numbers.split(" ")) {
      expected.append(lines[Integer.parseInt(number)]).append('\n');
    }
    Cli cli = search(options);
    assertThat(cli.out()).isEqualTo(expected.toString());
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void eachCallIsShownWithItsOutcomeInTheOrderOfDecisions() {
    assertThat(search().out()).isEqualTo(ALL);
  }

  @Test
  void oneRunCanBeSearched() {
    assertFinds("7 8 9", "sallyport-audit/20261121T101000.000Z-3f9a1c2100000001");
  }

  @ParameterizedTest
  @CsvSource({
    "--tool=issue_*, 2 5 7 8",
    "--tool=退?, 5 6",
    "--agent=watch*, 3 4 5",
    "--agent=, 5 6 9",
    "--rule=large-*, 2 5 7 8",
    "--rule=, 5 6 9",
    "--session=s-2, 2 3 4 5",
    "--decision=allow, 0 1 3 4 5",
    "--decision=deny, 2 5 6 7 8",
    "--decision=require_approval, 5 9",
    "--decision=error, 5 6",
    "--denied, 2 5 6 7 8 9",
    "--outcome=returned, 0 1 5",
    "--outcome=threw, 3 4 5",
    "--outcome=never_returned, 5 7 8",
    "--outcome=none, 2 5 6 9",
    "--text=AMOUNT, 2 5",
    "--text=Duplicate, 5 6"
  })
  void eachOptionPicksCallsAndKeepsWhatTellsOfMissingOnes(String option, String lines) {
    assertFinds(lines, option);
  }

  @Test
  void optionsAddUp() {
    assertFinds(
        "7 8", "--tool", "issue_*", "--since", "5m", "--denied", "--outcome", "never_returned");
  }

  @ParameterizedTest
  @CsvSource({"1, 9", "2, 7 8 9", "3, 6 7 8 9", "4, 3 4 5 6 7 8 9"})
  void theLastCallsAreShownOldestFirst(String limit, String lines) {
    assertFinds(lines, "-n", limit);
  }

  @Test
  void aTimeRangeHasItsStartAndNotItsEnd() {
    assertFinds("2", "--since", "2026-11-21T10:00:02Z", "--until", "2026-11-21T10:00:04Z");
    assertFinds("2", "--since", "2026-11-21T10:00:01.000001Z", "--until", "2026-11-21T10:00:04Z");
    assertFinds(
        "2 3 4", "--since", "2026-11-21T10:00:02Z", "--until", "2026-11-21T10:00:04.000000001Z");
    assertFinds("7 8 9", "--since", "2m");
    assertFinds("0 1 2 3 4 5 6", "--until", "2m");
  }

  @Test
  void theTimeIsThatOfTheDecisionSoALateOutcomeShows() {
    assertFinds("3 4", "--since", "2026-11-21T10:00:04Z", "--until", "2026-11-21T10:00:05Z");
  }

  @Test
  void thatNothingWasFoundIsSaid() {
    Cli cli = search("--tool", "none", "--since", "1m");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .isEqualTo("sallyport: no call found in `" + work.resolve("sallyport-audit") + "`\n");
  }

  @Test
  void jsonIsThatOfTailForTheSameCalls() {
    String found = search("--json", "--tool", "send_email").out();
    Cli tail = new Cli(work);
    assertThat(tail.run("tail", "--no-follow", "-n", "all", "--json", "--tool", "send_email"))
        .isZero();
    assertThat(found.lines().sorted())
        .containsExactlyElementsOf(tail.out().lines().sorted().toList());
  }

  @Test
  void filtersOfTailMeanTheSame() {
    for (String option : new String[] {"--tool=*_*", "--agent=d*", "--session=s-2", "--denied"}) {
      Cli tail = new Cli(work);
      assertThat(tail.run("tail", "--no-follow", "-n", "all", option)).isZero();
      assertThat(search(option).out().lines().sorted().toList())
          .as(option)
          .isEqualTo(tail.out().lines().sorted().toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--decision=Deny, 'sallyport: --decision: got `Deny`, wanted allow, deny, require_approval or error'",
    "--outcome=ok, 'sallyport: --outcome: got `ok`, wanted returned, threw, never_returned or none'",
    "--since=yesterday, 'sallyport: --since: got `yesterday`, wanted an age such as 10m or 2h, or an"
        + " instant with its offset'",
    "-n=-1, 'sallyport: -n: got `-1`, wanted a number from 0, or `all`'",
    "nowhere, 'sallyport: got no log folder `WORK/nowhere`, wanted the one that an application writes'"
  })
  void wrongUseIsExplained(String argument, String message) {
    Cli cli = new Cli(work);
    assertThat(cli.run("search", argument)).isEqualTo(2);
    assertThat(cli.err()).startsWith(message.replace("WORK", work.toString()) + "\n");
  }

  @Test
  void damageShowsUnderEveryFilterAndInTheExitCode() throws IOException {
    Path root = work.resolve("damaged");
    try (StampedLog damaged = StampedLog.start(root, START, 0x3f9a1c2000000001L)) {
      log = damaged.file("20261121F.cq4");
      at(1, call(1, "desk", "before", null, RecordedEffect.ALLOW));
      damaged.alterNext();
      at(2, call(2, "desk", "altered", null, RecordedEffect.ALLOW));
      at(3, call(3, "desk", "after", null, RecordedEffect.ALLOW));
    }
    for (String[] options : new String[][] {{"--tool", "none"}, {"-n", "1", "--tool", "after"}}) {
      List<String> args = new ArrayList<>(List.of("search", "damaged"));
      args.addAll(List.of(options));
      Cli cli = new Cli(work);
      assertThat(cli.run(args.toArray(new String[0]))).isEqualTo(1);
      assertThat(cli.out()).contains("damaged      20261121T100000.000Z-3f9a1c2000000001  ");
    }
  }

  @Test
  void aRunThatCannotBeReadIsNamedAndTheOthersAreSearched() throws IOException {
    Path root = work.resolve("broken");
    try (StampedLog good = StampedLog.start(root, START, 0x3f9a1c2000000001L)) {
      log = good.file("20261121F.cq4");
      at(1, call(1, "desk", "good", null, RecordedEffect.ALLOW));
    }
    Path broken = root.resolve("20261121T095959.000Z-3f9a1c1f00000001");
    Files.createDirectories(broken.resolve("20261121F.cq4"));
    Cli cli = new Cli(work);
    assertThat(cli.run("search", "broken")).isEqualTo(2);
    assertThat(cli.out()).contains("  good  ");
    assertThat(cli.err()).startsWith("sallyport: got an unreadable run `" + broken + "`: ");
  }

  @Test
  void helpTeaches() {
    Cli cli = new Cli(work);
    assertThat(cli.run("search", "--help")).isZero();
    assertThat(cli.out())
        .contains("--since", "--until", "--decision", "--outcome", "--text", "--no-index")
        .contains("Examples:", "Exit codes: 0; 1 if what was read has damage");
    assertThat(cli.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
  }
}
