package dev.sallyport.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suggest}: a starter policy from what a log has seen. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Write a starter policy that allows what was seen, and nothing else.",
    description = {
      "",
      "Takes the calls that ran from a log, also those of observe mode that no rule",
      "had decided about, and writes rules with their tools, agents and arguments:",
      "bounds and small sets of values where the log has the arguments in full",
      "(audit.arguments=full), else types and sizes. What the log refused is listed",
      "as a comment. Read the policy before you use it.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " suggest",
      "      from ./sallyport-audit, to standard output",
      "  " + Commands.NAME + " suggest /var/log/sallyport --out sallyport.yaml",
      "      from another log, to a file that does not exist yet",
      "",
      "Exit codes: 0; 1 if the policy does not allow just what ran, and says what it",
      "leaves out; 2 for wrong use, or if nothing ran or the log can't be read whole."
    })
final class SuggestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "LOG",
      description = {
        "A folder of runs (default: " + ExplainCommand.DEFAULT_LOG + "), or one run in it."
      })
  private @Nullable String log;

  @Option(names = "--out", paramLabel = "FILE", description = "Write to a new file.")
  private @Nullable String out;

  @Option(names = "--force", description = "Overwrite FILE if it exists.")
  private boolean force;

  @Option(names = "--json", description = "One JSON object; docs/incident-review.md lists it.")
  private boolean json;

  SuggestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    String named = log == null ? ExplainCommand.DEFAULT_LOG : log;
    Path target = out == null ? null : context.path(out);
    try {
      RecordedCalls calls = RecordedCalls.in(context.path(named), context);
      ObservedCalls observed = new ObservedCalls();
      calls.read(observed);
      if (observed.observed == 0) {
        throw new CannotTellException(
            "got " + observed.calls + " calls of which none ran, wanted some to suggest from");
      }
      boolean incomplete = calls.isIncomplete();
      Suggestion suggestion = new Suggestion(calls, observed);
      List<String> remarks = remarks(suggestion, observed);
      String yaml = SuggestedYaml.of(suggestion.rules(), observed, remarks);
      write(yaml, target, suggestion, observed, remarks);
      return incomplete ? ExitCode.UNKNOWN : remarks.isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private static List<String> remarks(Suggestion suggestion, ObservedCalls observed) {
    List<String> remarks = new ArrayList<>();
    long leftOut = 0;
    for (ObservedCalls.Count count : observed.leftOut.values()) {
      leftOut += count.count;
    }
    if (leftOut > 0) {
      remarks.add(leftOut + " calls that ran are left out, see the end.");
    }
    long refused = suggestion.refused();
    if (refused > 0) {
      remarks.add(refused + " calls that ran would be refused: no condition can describe them.");
    }
    if (refused > 0 && !suggestion.undescribed().isEmpty()) {
      StringBuilder tools = new StringBuilder("Write rules by hand for:");
      for (String tool : suggestion.undescribed()) {
        tools.append(' ').append(TerminalText.column(tool, 60));
      }
      remarks.add(tools.toString());
    }
    if (suggestion.allowed() > 0) {
      remarks.add(
          suggestion.allowed()
              + " refused calls would be allowed: a policy can't tell them from others that ran.");
    }
    return remarks;
  }

  private void write(
      String yaml,
      @Nullable Path target,
      Suggestion suggestion,
      ObservedCalls observed,
      List<String> remarks)
      throws IOException {
    if (target != null) {
      save(yaml, target);
    }
    if (json) {
      context.out().println(json(yaml, target, suggestion, observed));
    } else if (target == null) {
      context.out().print(yaml);
    } else {
      int rules = suggestion.rules().size();
      context
          .out()
          .println("wrote " + (rules == 1 ? "1 rule" : rules + " rules") + " to " + target);
    }
    for (String remark : remarks) {
      context.err().println("sallyport: " + remark);
    }
  }

  private void save(String yaml, Path target) throws IOException {
    byte[] content = yaml.getBytes(StandardCharsets.UTF_8);
    try {
      if (force) {
        Files.write(target, content);
      } else {
        Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException e) {
      throw new CannotTellException(
          "got `" + target + "`, which exists; wanted a new file, or --force to overwrite it");
    }
  }

  private static String json(
      String yaml, @Nullable Path target, Suggestion suggestion, ObservedCalls observed) {
    return JsonText.object(
        members -> {
          members.writeNumberProperty("calls", observed.calls);
          members.writeNumberProperty("observed", observed.observed);
          members.writeNumberProperty("rules", suggestion.rules().size());
          members.writeNumberProperty("tools", observed.tools.size());
          members.writeNumberProperty("refused", suggestion.refused());
          members.writeNumberProperty("allowed", suggestion.allowed());
          members.writeNumberProperty("other_stages", observed.otherStages);
          JsonText.strings(members, "left_out", List.copyOf(observed.leftOut.keySet()));
          JsonText.strings(members, "log_refused", List.copyOf(observed.refused.keySet()));
          members.writeStringProperty("file", target == null ? null : target.toString());
          members.writeStringProperty("policy", yaml);
        });
  }
}
