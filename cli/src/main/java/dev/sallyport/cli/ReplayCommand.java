package dev.sallyport.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: what a policy would have decided about the calls in a log. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Run recorded calls through another policy and show what would change.",
    description = {
      "",
      "Judges every call in a log again, with the agent, conversation and time it had,",
      "and groups what would be decided otherwise by tool and rule. Calls whose",
      "arguments the log keeps redacted are judged only where no argument can matter;",
      "the others are counted apart.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " replay --policy new.yaml",
      "      all runs in ./sallyport-audit",
      "  " + Commands.NAME + " replay /var/log/sallyport --policy new.yaml --json",
      "      another log, for a program",
      "  " + Commands.NAME + " replay --policy new.yaml --against sallyport.yaml",
      "      two policies, whatever decided then",
      "",
      "Exit codes: 0 nothing would change; 1 something would; 2 for wrong use, or if",
      "nothing could be replayed or the log could not be read whole."
    })
final class ReplayCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "LOG",
      description = {
        "A folder of runs (default: " + ExplainCommand.DEFAULT_LOG + "), or one run in it."
      })
  private @Nullable String log;

  @Option(
      names = "--policy",
      paramLabel = "NEW",
      required = true,
      description = "The policy file or folder to judge by.")
  private @Nullable String policy;

  @Option(
      names = "--against",
      paramLabel = "OLD",
      description = "Compare with this policy instead of what the log says.")
  private @Nullable String against;

  @Option(names = "--json", description = "One JSON object; docs/incident-review.md lists it.")
  private boolean json;

  ReplayCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    String named = log == null ? ExplainCommand.DEFAULT_LOG : log;
    try {
      ReviewedPolicy newer = PolicyReader.review(Objects.requireNonNull(policy), context);
      ReviewedPolicy older = against == null ? null : PolicyReader.review(against, context);
      RecordedCalls calls = RecordedCalls.in(context.path(named), context);
      Replay replay = new Replay(newer, older);
      calls.read(replay);
      if (json) {
        context.out().println(new ReplayReport(replay, newer, older, calls.runs()).json());
      } else {
        new ReplayReport(replay, newer, older, calls.runs()).print(context.out());
      }
      return exitCode(replay, calls);
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private static int exitCode(Replay replay, RecordedCalls calls) {
    if (replay.changed().count() > 0) {
      return ExitCode.FINDING;
    }
    return replay.replayed() == 0 || calls.isIncomplete() ? ExitCode.UNKNOWN : ExitCode.FINE;
  }
}
