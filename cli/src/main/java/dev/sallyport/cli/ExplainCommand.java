package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: why one call was decided as it was, or would be. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Say why a call was allowed or refused, and what would change that.",
    description = {
      "",
      "Takes the id that the model read in a refusal and that `tail` shows, or a call",
      "given by --tool and --arguments. Shows which rules match, at which part of a",
      "condition the others do not, with the values found, and the nearest call with",
      "another answer. Each of these is decided by the engine, not guessed.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " explain 3f9a1c20-3",
      "      a decision in ./sallyport-audit, by the policy found here",
      "  " + Commands.NAME + " explain 3f9a1c20-3 --policy new.yaml",
      "      what another policy says about the same call",
      "  " + Commands.NAME + " explain --tool issue_refund \\",
      "      --arguments '{\"amount\": 250}' --agent desk",
      "      a call that nobody made yet",
      "",
      "Exit codes: 0; 1 if the policy decides otherwise than the log says; 2 for wrong",
      "use, or if it can't be told, as when the answer depends on redacted arguments."
    })
final class ExplainCommand implements Callable<Integer> {
  static final String DEFAULT_LOG = "sallyport-audit";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "DECISION-ID", description = "Such as 3f9a1c20-3.")
  private @Nullable String id;

  @Option(
      names = "--log",
      paramLabel = "FOLDER",
      description = "The log with the decision (default: " + DEFAULT_LOG + ").")
  private @Nullable String log;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = {
        "A policy file or folder (default: the one that an application started here finds)."
      })
  private @Nullable String policy;

  @Option(names = "--tool", paramLabel = "NAME", description = "The tool of a call to judge.")
  private @Nullable String tool;

  @Option(names = "--arguments", paramLabel = "JSON", description = "Its arguments (default: {}).")
  private @Nullable String arguments;

  @Option(names = "--agent", paramLabel = "NAME", description = "Its agent (default: unknown).")
  private @Nullable String agent;

  @Option(names = "--session", paramLabel = "ID", description = "Its conversation.")
  private @Nullable String session;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "pre_input, pre_tool (the default), post_tool or pre_output.")
  private @Nullable String stage;

  @Option(
      names = "--content",
      paramLabel = "TEXT",
      description = "The message, result or answer that passes at the other stages.")
  private @Nullable String content;

  @Option(
      names = "--time",
      paramLabel = "WHEN",
      description = "When it is made, such as 2026-11-21T09:05:00Z (default: now).")
  private @Nullable String time;

  @Option(names = "--all", description = "List the rules that are not about the call, too.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object; docs/incident-review.md lists it.")
  private boolean json;

  ExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    checkUse();
    try {
      ExplainedCall explained = id == null ? given() : recorded(Objects.requireNonNull(id));
      if (json) {
        context.out().println(ExplainJson.of(explained));
      } else {
        new ExplainText(context.out(), new Paint(context.colored()), all).show(explained);
      }
      return explained.exitCode();
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private void checkUse() {
    if (id == null && tool == null) {
      throw wrong("got neither a decision id nor --tool, wanted one of them");
    }
    String[] ofCall = {tool, arguments, agent, session, stage, content, time};
    String[] names = {
      "--tool", "--arguments", "--agent", "--session", "--stage", "--content", "--time"
    };
    for (int at = 0; at < ofCall.length; at++) {
      if (id != null && ofCall[at] != null) {
        throw wrong("got a decision id and " + names[at] + ", wanted one of them");
      }
    }
    if (id == null && log != null) {
      throw wrong("got --tool and --log, wanted --log with a decision id only");
    }
  }

  private ExplainedCall given() throws IOException {
    Instant moment = moment();
    CallView view =
        new CallView()
            .tool(tool)
            .arguments(arguments)
            .agent(agent)
            .session(session)
            .stage(stage())
            .content(content)
            .time(moment.toEpochMilli(), 0);
    return ExplainedCall.given(view, PolicyReader.review(policy, context));
  }

  private ExplainedCall recorded(String text) throws IOException {
    DecisionId wanted = decisionId(text);
    DecisionRecord record = find(wanted);
    return ExplainedCall.recorded(RecordedCall.of(record), PolicyReader.review(policy, context));
  }

  private DecisionId decisionId(String text) {
    try {
      return DecisionId.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private DecisionRecord find(DecisionId wanted) throws IOException {
    Path folder = context.path(log == null ? DEFAULT_LOG : log);
    if (!Files.isDirectory(folder)) {
      throw new CannotTellException(
          "got no log folder `"
              + folder
              + "`, wanted the one that the application's start line"
              + " names: --log FOLDER");
    }
    List<RunFolder> runs = RunFolders.resolve(folder, wanted);
    DecisionRecord found = find(runs, wanted);
    if (found == null) {
      String where = runs.isEmpty() ? "no run in `" + folder + "` has a" : "the log has no";
      throw new CannotTellException(
          "got `"
              + wanted
              + "`, but "
              + where
              + " decision of that id; wanted one that tail shows");
    }
    return found;
  }

  private @Nullable DecisionRecord find(List<RunFolder> runs, DecisionId wanted) {
    DecisionRecord[] found = new DecisionRecord[1];
    RecordedCalls.of(runs, context)
        .read(
            record -> {
              found[0] = record.callId() == wanted.callId() ? record : null;
              return found[0] == null;
            });
    return found[0];
  }

  private Stage stage() {
    if (stage == null) {
      return Stage.PRE_TOOL;
    }
    for (Stage known : Stage.values()) {
      if (known.word().equals(stage)) {
        return known;
      }
    }
    throw wrong(
        "--stage: got `" + stage + "`, wanted pre_input, pre_tool, post_tool or pre_output");
  }

  private Instant moment() {
    Instant now = context.clock().instant();
    Instant moment = time == null ? now : PointInTime.parse(time, now);
    if (moment == null) {
      throw wrong("--time: got `" + time + "`, wanted an instant such as 2026-11-21T09:05:00Z");
    }
    return moment;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
