package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.cli.search.CallQuery;
import dev.sallyport.cli.search.OpenRun;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs in a folder, for commands that look for calls. Not thread-safe. */
final class SearchedLog {
  private final CommandContext context;
  private final CallQuery query;
  private final List<RunFolder> runs;
  private final IndexNotices index;
  private boolean damaged;
  private boolean unreadable;

  private SearchedLog(
      CommandContext context, CallQuery query, boolean indexed, List<RunFolder> runs) {
    this.context = context;
    this.query = query;
    this.index = new IndexNotices(context, indexed);
    this.runs = runs;
  }

  /** What is done with a run. */
  interface Work {
    /** Reads from the run; false if no other is to be read. */
    boolean with(OpenRun run) throws IOException;
  }

  /**
   * The runs in {@code folder}, or the one run that it is.
   *
   * @param indexed whether to use indexes
   * @throws CannotTellException if there are none, or they can't be listed
   */
  static SearchedLog in(Path folder, CommandContext context, CallQuery query, boolean indexed)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new CannotTellException(
          "got no log folder `" + folder + "`, wanted the one that an application writes");
    }
    try {
      List<RunFolder> runs = RunFolders.list(folder);
      if (runs.isEmpty()) {
        throw new CannotTellException(
            "got no run in `" + folder + "`, wanted a folder of runs, or one run");
      }
      if (indexed) {
        OpenRun.forgetGone(runs.get(0));
      }
      return new SearchedLog(context, query, indexed, runs);
    } catch (AccessDeniedException e) {
      throw new CannotTellException(
          "got no permission to read `" + e.getFile() + "`, wanted the application's user");
    }
  }

  /** The runs, oldest first. */
  List<RunFolder> runs() {
    return runs;
  }

  void noteDamage() {
    damaged = true;
  }

  /** Opens a run; null, and said, if it can't be read. */
  @Nullable OpenRun open(RunFolder run) {
    try {
      return OpenRun.open(run, query, index);
    } catch (IOException e) {
      reportUnreadable(run, e);
      return null;
    } finally {
      index.endProgress();
    }
  }

  /** Lets {@code work} read from the run and closes its files; false if it is enough. */
  boolean read(OpenRun run, Work work) {
    try (run) {
      return work.with(run);
    } catch (IOException e) {
      reportUnreadable(run.run(), e);
      return true;
    }
  }

  /** Says what of a run was left out. */
  void finish(OpenRun run) {
    if (run.lacksOutcomes()) {
      hint("run `" + run.run().path() + "` has too many calls at once: some outcomes are left out");
    }
  }

  private void reportUnreadable(RunFolder run, IOException e) {
    unreadable = true;
    String reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    hint("got an unreadable run `" + run.path() + "`: " + reason);
  }

  void hint(String text) {
    context.err().println("sallyport: " + TerminalText.sentence(text, 400));
    context.err().flush();
  }

  boolean isOver() {
    return context.stopped();
  }

  int exitCode() {
    return unreadable ? ExitCode.UNKNOWN : damaged ? ExitCode.FINDING : ExitCode.FINE;
  }
}
