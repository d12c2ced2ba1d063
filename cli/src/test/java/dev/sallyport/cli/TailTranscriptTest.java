package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of {@code tail} on one log of two runs. */
class TailTranscriptTest {
  private static final String FIRST_RUN =
      """
      TIME  boot         run=20261121T100000.000Z-3f9a1c2000000001  mode=enforce
      TIME  policy_load  rules=3
      TIME  allow        desk          search_orders       read-only           3f9a1c20-1
      TIME  returned     desk          search_orders       14.2ms              3f9a1c20-1
      TIME  deny         desk          issue_refund        large-refunds       3f9a1c20-2
      TIME  deny         desk          delete_customer     (default)           3f9a1c20-3
      TIME  shutdown
      """;
  private static final String SECOND_RUN =
      """
      TIME  boot         run=20261121T100001.000Z-3f9a1c2100000001  mode=enforce
      TIME  recovered    note="ended in a crash"
      TIME  deny         desk          issue_refund        (error)             3f9a1c21-1  failed large-refunds big  noted watch  error "arguments: duplicate key `a` at offset 12"
      TIME  require_approval  -             -                   ask                 3f9a1c21-2
      TIME  would_deny   watcher       send_email          no-mail             3f9a1c21-3  parent 3f9a1c21-2
      TIME  threw        watcher       send_email          2.1s                3f9a1c21-3  java.io.IOException
      TIME  allow        Zoë           退款                any                 3f9a1c21-4  masked
      TIME  never_returned  Zoë           退款                3m05s               3f9a1c21-4
      TIME  coverage     woven=12
      """;

  @TempDir static Path work;
  private static Path root;

  @BeforeAll
  static void writeLog() throws Exception {
    root = work.resolve("sallyport-audit");
    try (TestLog log = TestLog.start(root, 0)) {
      log.event(RecordKind.POLICY_LOAD, Map.of("rules", "3"));
      log.allow("desk", "search_orders", "read-only");
      log.returned(14_200_000);
      log.deny("desk", "issue_refund", "large-refunds");
      log.append(log.call("desk", "delete_customer").session("s-2"));
      log.shutdown();
    }
    try (TestLog log = TestLog.start(root, 1)) {
      log.event(RecordKind.RECOVERED, Map.of("note", "ended in a crash"));
      log.append(
          log.call("desk", "issue_refund")
              .error("arguments: duplicate key `a` at offset 12")
              .erringRules(List.of("large-refunds", "big"))
              .notedRules(List.of("watch")));
      log.append(log.call(null, null).effect(RecordedEffect.REQUIRE_APPROVAL).rule("ask"));
      log.append(
          log.call("watcher", "send_email")
              .mode(EnforcementMode.OBSERVE)
              .rule("no-mail")
              .session("s-1")
              .parentCallId(2));
      log.outcome(
          new OutcomeRecord()
              .outcome(CallOutcome.THREW)
              .durationNanos(2_100_000_000L)
              .exceptionClass("java.io.IOException"));
      log.append(
          log.call("Zoë", "退款")
              .effect(RecordedEffect.ALLOW)
              .rule("any")
              .session("s-2")
              .argumentsRewritten(true));
      log.outcome(
          new OutcomeRecord().outcome(CallOutcome.NEVER_RETURNED).durationNanos(185_000_000_000L));
      log.event(RecordKind.COVERAGE, Map.of("woven", "12"));
    }
  }

  private static void assertShows(String expected, String... options) {
    Cli cli = new Cli(work);
    int exitCode = cli.run(tail(options));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.transcript()).isEqualTo(expected);
    assertThat(exitCode).isZero();
  }

  private static String[] tail(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "tail";
    args[1] = "--no-follow";
    System.arraycopy(options, 0, args, 2, options.length);
    return args;
  }

  /** The lines of the log that hold one of {@code parts}. */
  private static String lines(String... parts) {
    StringBuilder found = new StringBuilder();
    for (String line : (FIRST_RUN + SECOND_RUN).split("\n")) {
      for (String part : parts) {
        if (line.contains(part)) {
          found.append(line).append('\n');
          break;
        }
      }
    }
    return found.toString();
  }

  private static String last(int count) {
    String[] lines = (FIRST_RUN + SECOND_RUN).split("\n");
    StringBuilder end = new StringBuilder();
    for (int i = lines.length - count; i < lines.length; i++) {
      end.append(lines[i]).append('\n');
    }
    return end.toString();
  }

  @Test
  void allRunsAreShownOldestFirst() {
    assertShows(FIRST_RUN + SECOND_RUN, "-n", "all");
  }

  @Test
  void tenRecordsAreShownUnlessAskedFor() {
    assertShows(last(10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9, 11, 16})
  void theLastRecordsAreTakenAcrossRuns(int count) {
    assertShows(last(count), "-n", Integer.toString(count));
  }

  @Test
  void noRecordsCanBeAskedFor() {
    assertShows("", "-n0");
  }

  @Test
  void moreThanThereAreIsAll() {
    assertShows(FIRST_RUN + SECOND_RUN, "-n", "2147483646");
  }

  @Test
  void aFolderCanBeNamed() {
    assertShows(last(10), "sallyport-audit");
    assertShows(last(10), root.toString());
    assertShows(last(10), "./sallyport-audit/../sallyport-audit/");
  }

  @Test
  void oneRunCanBeNamed() {
    assertShows(FIRST_RUN, "sallyport-audit/20261121T100000.000Z-3f9a1c2000000001");
    assertShows(FIRST_RUN, "sallyport-audit/20261121T100000.000Z-3f9a1c2000000001/.");
  }

  @Test
  void deniedShowsWhatWasOrWouldHaveBeenKeptFromRunning() {
    assertShows(
        lines("  deny  ", "recovered", "would_deny", "require_approval", "threw"), "--denied");
  }

  @Test
  void toolTakesCallsWithTheirOutcomesAndKeepsWhatTellsOfMissingOnes() {
    assertShows(lines("search_orders", "recovered"), "--tool", "search_*");
    assertShows(lines("_refund", "recovered"), "--tool=*_refund");
    assertShows(lines("退款", "recovered"), "--tool", "退?");
    assertShows(lines("recovered"), "--tool", "Search_orders");
  }

  @Test
  void aCallWithoutNameFitsOnlyWhatFitsNothing() {
    assertShows(lines("recovered", "  ask "), "--tool", "");
  }

  @Test
  void agentTakesItsCallsWithTheirOutcomes() {
    assertShows(lines("watcher", "recovered"), "--agent", "watch*");
    assertShows(lines("Zoë", "recovered"), "--agent", "Zo?");
  }

  @Test
  void sessionTakesItsCallsWithTheirOutcomes() {
    assertShows(lines("delete_customer", "recovered", "Zoë"), "--session", "s-2");
    assertShows(lines("recovered"), "--session", "s-*");
  }

  @Test
  void filtersAddUp() {
    assertShows(
        lines("delete_customer", "recovered"), "--session", "s-2", "--denied", "--agent", "desk");
    assertShows(lines("delete_customer", "recovered"), "--tool", "d*", "-n", "all");
  }

  @Test
  void theCountIsOfRecordsThatPass() {
    assertShows(lines("returned     ", "recovered"), "--tool", "*_orders", "-n2");
    assertShows(lines("recovered"), "--tool", "*_orders", "-n1");
  }

  @Test
  void sinceTakesAnAge() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    Cli early = new Cli(work, later, false);
    assertThat(early.run(tail("--since", "10m"))).isZero();
    assertThat(early.out()).isEmpty();

    for (String age : new String[] {"7200s", "120m", "2h", "1d"}) {
      Cli late = new Cli(work, later, false);
      assertThat(late.run(tail("--since", age))).isZero();
      assertThat(late.transcript()).as(age).isEqualTo(FIRST_RUN + SECOND_RUN);
    }
  }

  @Test
  void sinceTakesAnInstantAndShowsWhatWasWrittenThenOrLater() {
    Cli all = new Cli(work);
    all.run(tail("-n", "all"));
    String[] lines = all.out().split("\n");
    String time = lines[lines.length - 1].substring(0, 24);
    StringBuilder expected = new StringBuilder();
    for (String line : lines) {
      if (line.compareTo(time) >= 0) {
        expected.append(line).append('\n');
      }
    }

    Cli since = new Cli(work);
    assertThat(since.run(tail("--since", time))).isZero();
    assertThat(since.out()).isEqualTo(expected.toString());

    Cli offset = new Cli(work);
    String elsewhere = Instant.parse(time).atOffset(ZoneOffset.ofHours(-3)).toString();
    assertThat(offset.run(tail("--since", elsewhere))).isZero();
    assertThat(offset.out()).isEqualTo(expected.toString());
  }

  @Test
  void sinceAndCountTakeTheLastOfThose() {
    assertShows(last(2), "--since", "1d", "-n", "2");
  }

  @Test
  void coloursTellDecisionsApart() {
    Cli cli = new Cli(work);
    cli.run(tail("-n", "all", "--color=always"));
    assertThat(cli.transcript())
        .contains(
            "TIME  \u001b[32mallow      \u001b[0m  desk",
            "TIME  \u001b[31mdeny       \u001b[0m  desk",
            "TIME  \u001b[33mwould_deny \u001b[0m  watcher",
            "TIME  \u001b[33mrequire_approval\u001b[0m  -",
            "TIME  \u001b[2mreturned   \u001b[0m  desk",
            "TIME  \u001b[33mthrew      \u001b[0m  watcher",
            "TIME  \u001b[2mpolicy_load  rules=3\u001b[0m\n",
            "TIME  \u001b[31mrecovered    note=\"ended in a crash\"\u001b[0m\n",
            "  \u001b[31merror \"arguments: duplicate key `a` at offset 12\"\u001b[0m\n");
    assertThat(cli.transcript().replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualTo(FIRST_RUN + SECOND_RUN);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, true, true",
    "auto, false, false",
    "never, true, false",
    "always, false, true"
  })
  void colourCanBeChosen(String when, boolean terminal, boolean colored) {
    Cli cli = new Cli(work, Clock.systemUTC(), terminal);
    assertThat(cli.run(tail("--color", when))).isZero();
    assertThat(cli.out().contains("\u001b")).isEqualTo(colored);
  }

  @Test
  void jsonIsNeverColoured() {
    Cli cli = new Cli(work, Clock.systemUTC(), true);
    assertThat(cli.run(tail("--json", "--color=always"))).isZero();
    assertThat(cli.out()).startsWith("{").doesNotContain("\u001b", "\\u001b");
  }

  @Test
  void aRunThatCannotBeReadIsNamedAndTheOthersAreShown() throws Exception {
    Path broken = root.resolve("20261121T095959.000Z-3f9a1c1f00000001");
    Files.createDirectory(broken);
    Files.createDirectory(broken.resolve("20261121F.cq4"));
    try {
      Cli cli = new Cli(work);
      int exitCode = cli.run(tail("-n", "all"));
      assertThat(cli.transcript()).isEqualTo(FIRST_RUN + SECOND_RUN);
      assertThat(cli.err()).startsWith("sallyport: got an unreadable run `" + broken + "`: ");
      assertThat(exitCode).isEqualTo(2);
    } finally {
      Files.delete(broken.resolve("20261121F.cq4"));
      Files.delete(broken);
    }
  }
}
