package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the runs that a command was asked about. */
final class LoggedRuns {
  private LoggedRuns() {}

  /** The id that the user typed. */
  static DecisionId decisionId(String text, CommandSpec spec) {
    try {
      return DecisionId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The runs in {@code folder}, oldest first.
   *
   * @throws CannotTellException if there is no such folder, or no run in it
   */
  static List<RunFolder> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new CannotTellException(
          "got no log folder `" + folder + "`, wanted the one that an application writes");
    }
    List<RunFolder> runs = RunFolders.list(folder);
    if (runs.isEmpty()) {
      throw new CannotTellException(
          "got no run in `" + folder + "`, wanted a folder of runs, or one run");
    }
    return runs;
  }

  /**
   * The runs in {@code folder} that can have the decision {@code id}.
   *
   * @throws CannotTellException if there is none
   */
  static List<RunFolder> of(Path folder, DecisionId id) throws IOException {
    all(folder);
    List<RunFolder> runs = RunFolders.resolve(folder, id);
    if (runs.isEmpty()) {
      throw new CannotTellException(
          "got `" + id + "`, but no run in `" + folder + "` has a decision of that id");
    }
    return runs;
  }
}
