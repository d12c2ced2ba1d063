package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.StampedLog;
import dev.sallyport.audit.ToolStage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsTranscriptTest {
  private static final long START = Instant.parse("2026-11-21T10:00:00Z").getEpochSecond();

  @TempDir Path work;
  private Path root;

  @BeforeEach
  void writeLog() throws IOException {
    root = work.resolve("sallyport-audit");
    Instant start = Instant.ofEpochSecond(START);
    try (StampedLog log = StampedLog.start(root, start, 0x3f9a1c2000000001L)) {
      log.file("20261121F.cq4");
      for (int i = 1; i <= 6; i++) {
        log.append(call(i, "desk", "search_orders", "read-only", RecordedEffect.ALLOW), at(i));
        if (i < 6) {
          log.append(ended(i, i == 5 ? CallOutcome.THREW : CallOutcome.RETURNED, i), at(i));
        }
      }
      log.append(call(7, "desk", "issue_refund", "large-refunds", RecordedEffect.DENY), at(7));
      log.append(
          call(7, "desk", "issue_refund", null, RecordedEffect.ALLOW).stage(ToolStage.POST_TOOL),
          at(8));
      log.append(call(8, "desk", "issue_refund", null, RecordedEffect.DENY).error("bad"), at(8));
      log.append(
          call(9, null, "x\u001b[31m", null, RecordedEffect.DENY).mode(EnforcementMode.OBSERVE),
          at(9));
      log.append(ended(9, CallOutcome.NEVER_RETURNED, 60_000), at(9));
    }
  }

  private static long at(int second) {
    return (START + second) * 1_000_000;
  }

  private static DecisionRecord call(
      long id,
      @Nullable String agent,
      @Nullable String tool,
      @Nullable String rule,
      RecordedEffect effect) {
    return new DecisionRecord()
        .callId(id)
        .agent(agent)
        .tool(tool)
        .rule(rule)
        .effect(effect)
        .evaluationNanos(id * 100);
  }

  private static OutcomeRecord ended(long id, CallOutcome outcome, long millis) {
    return new OutcomeRecord().callId(id).outcome(outcome).durationNanos(millis * 1_000_000);
  }

  private String stats(int exitCode, String... options) {
    List<String> args = new ArrayList<>(List.of("stats"));
    args.addAll(List.of(options));
    Cli cli = new Cli(work);
    assertThat(cli.run(args.toArray(new String[0]))).as(cli.err()).isEqualTo(exitCode);
    return cli.out();
  }

  private String text(CallStatistics stats, boolean unicode, int columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    new StatsText(out, new Paint(false), unicode, columns, 10).print(stats, 1);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everythingIsCounted() {
    assertThat(stats(0))
        .startsWith(
            """
            10 decisions in 1 run
            1 of them about results

            decisions
              allow                           7    70.0%
              deny                            2    20.0%
              would_deny                      1    10.0%
              errors                          1

            outcomes
              returned                        4    66.7%
              never_returned                  1    16.7%
              threw                           1    16.7%
              without outcome                 1

            tools
              search_orders                   6    60.0%
              issue_refund                    3    30.0%
              x\\u{1b}[31m                     1    10.0%

            rules
              read-only                       6    66.7%
              (default)                       2    22.2%
              large-refunds                   1    11.1%

            agents
              desk                            9    90.0%
              -                               1    10.0%

            judging took
              p50 501ns  p90 803ns  p99 900ns  p99.9 900ns  max 900ns
            """)
        .contains(
            """
            tools ran
              p50 3.0ms  p90 5.0ms  p99 5.0ms  p99.9 5.0ms  max 5.0ms
            """);
  }

  @Test
  void theTopIsNamedAndTheOthersAreCounted() {
    assertThat(stats(0, "--top", "1"))
        .contains(
            """
            tools, the top 1
              search_orders                   6    60.0%
              (2 others)                      4    40.0%
            """);
  }

  @Test
  void optionsOfSearchPickTheCalls() {
    assertThat(stats(0, "--tool", "issue_*")).startsWith("3 decisions in 1 run\n");
    assertThat(stats(0, "--decision", "error")).startsWith("1 decisions in 1 run\n");
    assertThat(stats(0, "--outcome", "none", "--until", "2026-11-21T10:00:08Z"))
        .startsWith("2 decisions in 1 run\n");
    assertThat(stats(0, "--since", "2026-11-21T10:00:09Z")).startsWith("1 decisions in 1 run\n");
    assertThat(stats(0, "--agent", "nobody")).isEqualTo("0 decisions in 1 run\n");
  }

  @Test
  void jsonHasTheSameNumbersAndTheNamesAsTheyAre() {
    assertThat(stats(0, "--json", "--top", "2"))
        .startsWith(
            "{\"runs\":1,\"decisions\":10,\"of_results\":1,\"errors\":1,\"without_outcome\":1,"
                + "\"damaged_places\":0,\"by_decision\":{\"top\":[{\"name\":\"allow\",\"count\":7},"
                + "{\"name\":\"deny\",\"count\":2}],\"others\":1,\"names\":3,"
                + "\"names_complete\":true},")
        .contains(
            "\"by_agent\":{\"top\":[{\"name\":\"desk\",\"count\":9},{\"name\":null,\"count\":1}]")
        .contains("\"duration_nanos\":{\"count\":5,\"p50\":")
        .endsWith("}\n");
    assertThat(stats(0, "--json")).contains("\"x\\u001B[31m\"");
  }

  @Test
  void barsFitTheWidthAndAreAsciiWhereTheTerminalIs() {
    CallStatistics stats = counted();
    for (int columns : new int[] {60, 80, 132}) {
      String ascii = text(stats, false, columns);
      assertThat(ascii).contains("####");
      assertThat(ascii.chars().allMatch(c -> c < 0x80)).isTrue();
      assertThat(ascii.lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThan(columns + 1));
      assertThat(text(stats, true, columns)).contains("\u2588\u2588");
    }
  }

  private CallStatistics counted() {
    try {
      CommandContext context =
          new CommandContext(
              System.out,
              System.err,
              false,
              work,
              java.time.Clock.systemUTC(),
              new java.util.concurrent.CountDownLatch(1));
      CallFilter filter = new CallOptions().filter(Instant.now());
      SearchedLog log = SearchedLog.in(root, context, filter, false);
      CallStatistics stats = new CallStatistics(context, log);
      var run = java.util.Objects.requireNonNull(log.open(log.runs().get(0)));
      log.read(
          run,
          each -> {
            for (int i = 0; i < each.blocks(); i++) {
              each.visit(i, 0, stats);
            }
            return true;
          });
      return stats;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void damageIsSaidAndInTheExitCode() throws IOException {
    Path damaged = work.resolve("damaged");
    Instant start = Instant.ofEpochSecond(START);
    try (StampedLog log = StampedLog.start(damaged, start, 0x3f9a1c2000000001L)) {
      log.file("20261121F.cq4");
      log.append(call(1, "a", "t", null, RecordedEffect.ALLOW), at(1));
      log.alterNext();
      log.append(call(2, "a", "t", null, RecordedEffect.ALLOW), at(2));
      log.append(call(3, "a", "t", null, RecordedEffect.ALLOW), at(3));
    }
    assertThat(stats(1, "damaged"))
        .startsWith("2 decisions in 1 run\ndamaged in 1 place: see search\n");
    assertThat(stats(1, "damaged", "--json")).contains("\"damaged_places\":1");
  }

  @Test
  void wrongUseIsExplained() {
    Cli cli = new Cli(work);
    assertThat(cli.run("stats", "--top", "0")).isEqualTo(2);
    assertThat(cli.err()).startsWith("sallyport: --top: got `0`, wanted a number from 1\n");
    Cli nowhere = new Cli(work);
    assertThat(nowhere.run("stats", "nowhere")).isEqualTo(2);
    assertThat(nowhere.err()).startsWith("sallyport: got no log folder `");
  }

  @Test
  void helpTeaches() {
    Cli cli = new Cli(work);
    assertThat(cli.run("stats", "--help")).isZero();
    assertThat(cli.out())
        .contains("--since", "--top", "--json", "--no-index", "Examples:")
        .contains("Exit codes: 0; 1 if what was read has damage");
    assertThat(cli.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
  }
}
