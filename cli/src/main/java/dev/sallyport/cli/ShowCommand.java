package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show}: everything that the log has about one call. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Show one decision in full, with what came of it.",
    description = {
      "",
      "The decision with its arguments as recorded, how the tool ended, what was decided",
      "about its result, the calls on whose behalf it was made and those made on its",
      "behalf, the policy in force, and whether the record is sealed and anchored.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " show 3f9a1c20-3",
      "  " + Commands.NAME + " show 3f9a1c20-3 /var/log/sallyport --json",
      "",
      "Exit codes: 0; 1 if the record was altered or the run is damaged; 2 for wrong",
      "use, or if no run or several have a decision of that id."
    })
final class ShowCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = "sallyport-audit";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "1", paramLabel = "ID", description = "Such as 3f9a1c20-3.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {
        "The log: a folder of runs (default: " + DEFAULT_FOLDER + "), or one run in it."
      })
  private String folder = DEFAULT_FOLDER;

  @Option(names = "--json", description = "One JSON object; docs/proofs.md lists it.")
  private boolean json;

  ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    try {
      CallFamily family = find(LoggedRuns.decisionId(id, spec));
      DecisionRecord decision = family.decision();
      SealState state = SealState.of(family.run(), family.decisionBytes(), decision.leafIndex());
      if (json) {
        context.out().println(ShowJson.of(family, state));
      } else {
        new ShowText(context.out(), new Paint(context.colored())).show(family, state);
      }
      boolean finding = state.isFinding() || family.damaged() > 0;
      return finding ? ExitCode.FINDING : ExitCode.FINE;
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private CallFamily find(DecisionId wanted) throws IOException {
    List<CallFamily> found = new ArrayList<>();
    for (RunFolder run : LoggedRuns.of(context.path(folder), wanted)) {
      CallFamily family = CallFamily.read(run, wanted.callId());
      if (family != null) {
        found.add(family);
      }
    }
    if (found.isEmpty()) {
      throw new CannotTellException(
          "got `"
              + wanted
              + "`, but the log has no decision of that id; wanted one that tail"
              + " shows");
    }
    if (found.size() > 1) {
      StringBuilder message =
          new StringBuilder("got `" + wanted + "`, which names decisions of several runs:");
      for (CallFamily family : found) {
        message.append("\n  ").append(family.run().path());
      }
      throw new CannotTellException(message.append("\nwanted one of them as FOLDER").toString());
    }
    return found.get(0);
  }
}
