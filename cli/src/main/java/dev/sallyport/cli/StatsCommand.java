package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.cli.search.OpenRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stats}: counts the calls in a log. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Count the calls in a log, and how long they took.",
    description = {
      "",
      "Counts what was decided, by tool, rule and agent, and how calls ended; shows how",
      "long judging took and how long tools ran. The options of search pick the calls.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " stats --since 24h",
      "      the last day",
      "  " + Commands.NAME + " stats --tool issue_refund --top 3",
      "      one tool: the three rules that decided most often",
      "  " + Commands.NAME + " stats --json | jq .duration_nanos.p99",
      "      for another program; docs/stats.md lists the fields",
      "",
      "Exit codes: 0; 1 if what was read has damage; 2 for wrong use, or if something",
      "could not be read."
    })
final class StatsCommand implements Callable<Integer> {
  private static final int COLUMNS = 80;

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CallOptions options = new CallOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {
        "The log: a folder of runs (default: " + ExplainCommand.DEFAULT_LOG + "), or one run in it."
      })
  private @Nullable String folder;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many tools, rules and agents to name (default: 10).")
  private int top = 10;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(
      names = "--no-index",
      description = "Read the whole log; neither use nor write the index beside it.")
  private boolean noIndex;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (on a terminal without NO_COLOR, the default), always or never.")
  private String color = ColorChoice.AUTO;

  StatsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Paint paint = new Paint(ColorChoice.isColored(color, context, spec));
    CallFilter filter = options.filter(context.clock().instant());
    if (top < 1) {
      throw options.wrong("--top", Integer.toString(top), "a number from 1");
    }
    try {
      String named = folder == null ? ExplainCommand.DEFAULT_LOG : folder;
      SearchedLog log = SearchedLog.in(context.path(named), context, filter, !noIndex);
      CallStatistics stats = new CallStatistics(context, log);
      for (RunFolder run : log.runs()) {
        count(log, run, stats);
      }
      print(stats, log.runs().size(), paint);
      return log.exitCode();
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private static void count(SearchedLog log, RunFolder folder, CallStatistics stats) {
    OpenRun run = log.open(folder);
    if (run == null) {
      return;
    }
    log.read(
        run,
        each -> {
          for (int i = 0; i < each.blocks() && !stats.isOver(); i++) {
            each.visit(i, 0, stats);
          }
          return true;
        });
    log.finish(run);
  }

  private void print(CallStatistics stats, int runs, Paint paint) {
    if (json) {
      context.out().println(StatsJson.of(stats, runs, top));
      return;
    }
    boolean unicode = StandardCharsets.UTF_8.equals(Main.outputCharset());
    new StatsText(context.out(), paint, unicode, COLUMNS, top).print(stats, runs);
  }
}
