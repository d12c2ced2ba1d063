package dev.sallyport.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail}: shows the decisions and outcomes in a log, and those to come. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show what the agents did, and what they do as it happens.",
    description = {
      "",
      "A call is one line when it is decided (time, decision, agent, tool, rule, id)",
      "and one when its tool ends (the same with its duration). The id is the one that",
      "the model reads in a refusal. Runs of the application that start later are",
      "shown too, also several at once. Ctrl-C ends it.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " tail",
      "      the last 10 records in ./sallyport-audit, and all to come",
      "  " + Commands.NAME + " tail --denied",
      "      only calls that were kept from running",
      "  " + Commands.NAME + " tail --tool 'issue_*' --since 2h --no-follow",
      "      what happened to some tools in the last two hours",
      "  " + Commands.NAME + " tail -n all --no-follow --json | jq -r .tool",
      "      everything, for another program; docs/tail.md lists the fields",
      "  " + Commands.NAME + " tail /var/log/sallyport",
      "      another log: the application's start line names it",
      "",
      "Text that a model can control is escaped. Records of the log itself, such as",
      "start and end of a run, are dim; damage is red, and the exit code is then 1."
    })
final class TailCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = "sallyport-audit";
  private static final String ALL = "all";
  private static final int DEFAULT_COUNT = 10;
  private static final String AUTO = "auto";
  private static final String ALWAYS = "always";
  private static final String NEVER = "never";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {
        "The log: a folder of runs (default: " + DEFAULT_FOLDER + "), or one run in it."
      })
  private @Nullable String folder;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "Begin with the last N records, or `all` (default: 10; with --since: all).")
  private @Nullable String lines;

  @Option(names = "--no-follow", description = "End after what is there; do not wait for more.")
  private boolean noFollow;

  @Option(
      names = "--denied",
      description = {"Only calls that were kept from running, or in observe mode would have been."})
  private boolean denied;

  @Option(
      names = "--tool",
      paramLabel = "GLOB",
      description = "Only tools that GLOB fits: `*` any text, `?` one character.")
  private @Nullable String tool;

  @Option(names = "--agent", paramLabel = "GLOB", description = "Only agents that GLOB fits.")
  private @Nullable String agent;

  @Option(names = "--session", paramLabel = "ID", description = "Only this conversation.")
  private @Nullable String session;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = {
        "Only records since then: an age such as 30s, 10m, 2h, 7d, or an instant such as"
            + " 2026-11-21T10:00:00Z."
      })
  private @Nullable String since;

  @Option(names = "--json", description = "One JSON object a line, with every field.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (on a terminal without NO_COLOR, the default), always or never.")
  private String color = AUTO;

  TailCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    RecordFilter filter = new RecordFilter(denied, glob(tool), glob(agent), session, sinceMicros());
    LineFormat format = json ? new JsonLines() : new TextLines(new Paint(isColored()));
    LogFolder log = new LogFolder(context, path(), filter, format);
    return log.show(count(), !noFollow);
  }

  private boolean isColored() {
    return switch (color) {
      case AUTO -> context.colored();
      case ALWAYS -> true;
      case NEVER -> false;
      default -> throw wrong("--color", color, "auto, always or never");
    };
  }

  private static @Nullable NameGlob glob(@Nullable String pattern) {
    return pattern == null ? null : new NameGlob(pattern);
  }

  private Path path() {
    try {
      String named = folder == null ? DEFAULT_FOLDER : folder;
      return context.workingDirectory().resolve(named).normalize();
    } catch (InvalidPathException e) {
      throw wrong("FOLDER", String.valueOf(folder), "a path");
    }
  }

  /** How many records to begin with. */
  private int count() {
    String wanted = lines;
    if (wanted == null) {
      return since == null ? DEFAULT_COUNT : Integer.MAX_VALUE;
    }
    if (wanted.equals(ALL)) {
      return Integer.MAX_VALUE;
    }
    try {
      int count = Integer.parseInt(wanted);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Reported below, with what is wanted.
    }
    throw wrong("-n", wanted, "a number from 0, or `" + ALL + "`");
  }

  private long sinceMicros() {
    String wanted = since;
    if (wanted == null) {
      return Long.MIN_VALUE;
    }
    Instant start = PointInTime.parse(wanted, context.clock().instant());
    if (start == null) {
      throw wrong("--since", wanted, "an age such as 10m or 2h, or an instant with its offset");
    }
    return start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000;
  }

  private ParameterException wrong(String option, String got, String wanted) {
    return new ParameterException(
        spec.commandLine(), option + ": got `" + got + "`, wanted " + wanted);
  }
}
