package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.cli.search.OpenRun;
import dev.sallyport.cli.search.RecordFetcher;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code search}: finds calls in a log. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Find calls in a log, also among millions.",
    description = {
      "",
      "Prints each call that fits all options, oldest first, in the lines of tail: its",
      "decision, then how it ended, if that is recorded. Searches all runs of an",
      "application, also while it writes.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " search --tool 'issue_*' --decision deny --since 7d",
      "      refunds that were refused in the last week",
      "  " + Commands.NAME + " search --session 4711 -n 20",
      "      the last 20 calls of a conversation",
      "  " + Commands.NAME + " search --outcome threw --json | jq -r .exception_class",
      "      what failed, for another program; docs/tail.md lists the fields",
      "",
      "Exit codes: 0; 1 if what was read has damage; 2 for wrong use, or if something",
      "could not be read."
    })
final class SearchCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final CommandContext context;

  @Mixin private CallOptions options = new CallOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {
        "The log: a folder of runs (default: " + ExplainCommand.DEFAULT_LOG + "), or one run in it."
      })
  private @Nullable String folder;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "Only the last N calls, or `all` (the default).")
  private String limit = ALL;

  @Option(names = "--json", description = "One JSON object a line, with every field.")
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

  @Spec private CommandSpec spec = CommandSpec.create();

  private int found;

  SearchCommand(CommandContext context) {
    this.context = context;
  }

  /** Where in a run to begin; {@code whole} if all its calls are to be printed. */
  private record Start(OpenRun run, int block, int skipped, boolean whole) {}

  @Override
  public Integer call() throws IOException {
    Paint paint = new Paint(ColorChoice.isColored(color, context, spec));
    LineFormat format = json ? new JsonLines() : new TextLines(paint);
    int wanted = limit();
    CallFilter filter = options.filter(context.clock().instant());
    try {
      String named = folder == null ? ExplainCommand.DEFAULT_LOG : folder;
      SearchedLog log = SearchedLog.in(context.path(named), context, filter, !noIndex);
      if (wanted == Integer.MAX_VALUE) {
        printAll(log, format);
      } else {
        printLast(log, format, wanted);
      }
      if (found == 0) {
        log.hint("no call found in `" + context.path(named) + "`");
      }
      return log.exitCode();
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private int limit() {
    if (limit.equals(ALL)) {
      return Integer.MAX_VALUE;
    }
    try {
      int count = Integer.parseInt(limit);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Reported below, with what is wanted.
    }
    throw options.wrong("-n", limit, "a number from 0, or `" + ALL + "`");
  }

  private void printAll(SearchedLog log, LineFormat format) {
    for (RunFolder folder : log.runs()) {
      OpenRun run = log.open(folder);
      if (run != null && !print(log, format, new Start(run, 0, 0, true))) {
        return;
      }
    }
  }

  /** Goes back from the newest run until there are enough calls, then prints oldest first. */
  private void printLast(SearchedLog log, LineFormat format, int wanted) {
    Deque<Start> starts = new ArrayDeque<>();
    int[] missing = {wanted};
    List<RunFolder> runs = log.runs();
    for (int i = runs.size() - 1; i >= 0 && missing[0] > 0 && !log.isOver(); i--) {
      OpenRun run = log.open(runs.get(i));
      if (run != null) {
        log.read(run, each -> starts.add(startOf(each, missing)));
      }
    }
    while (!starts.isEmpty() && print(log, format, starts.removeLast())) {
      continue;
    }
  }

  /** Where the last {@code missing} calls of the run begin. */
  private static Start startOf(OpenRun run, int[] missing) throws IOException {
    int block = run.blocks();
    while (block > 0 && missing[0] > 0) {
      missing[0] -= run.count(--block);
    }
    int skipped = Math.max(0, -missing[0]);
    missing[0] = Math.max(0, missing[0]);
    return new Start(run, block, skipped, missing[0] > 0);
  }

  /** Prints the calls of a run; false if nobody wants more. */
  private boolean print(SearchedLog log, LineFormat format, Start start) {
    return log.read(
        start.run(),
        run -> {
          try (RecordFetcher fetcher = new RecordFetcher(run.run().path())) {
            SearchOutput output =
                new SearchOutput(context, log, format, run, fetcher, start.whole());
            for (int i = 0; i < start.block(); i++) {
              run.visitDamage(i, output);
            }
            for (int i = start.block(); i < run.blocks() && !output.isOver(); i++) {
              run.visit(i, i == start.block() ? start.skipped() : 0, output);
            }
            found += output.calls();
            log.finish(run);
            return !output.isOver();
          }
        });
  }
}
