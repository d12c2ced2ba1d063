package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the decisions in a folder of runs, oldest first, without those of boxes: no rule was asked
 * about them. Not thread-safe.
 */
final class RecordedCalls {
  private final CommandContext context;
  private final List<RunFolder> runs;
  private int damaged;
  private int unreadable;
  private boolean reported;

  private RecordedCalls(CommandContext context, List<RunFolder> runs) {
    this.context = context;
    this.runs = runs;
  }

  /** Takes what is read. */
  interface Reader {
    /** A run begins; the clock of calls starts anew. */
    default void run(RunFolder run) {}

    /** A decision; false to read no further. */
    boolean decision(DecisionRecord record);
  }

  /**
   * The runs in {@code folder}.
   *
   * @throws CannotTellException if there is no such folder, or no run in it
   */
  static RecordedCalls in(Path folder, CommandContext context) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new CannotTellException(
          "got no log folder `" + folder + "`, wanted the one that an application writes");
    }
    List<RunFolder> runs = RunFolders.list(folder);
    if (runs.isEmpty()) {
      throw new CannotTellException(
          "got no run in `" + folder + "`, wanted a folder of runs, or one run");
    }
    return new RecordedCalls(context, runs);
  }

  /** The same with only those runs; see {@link RunFolders#resolve}. */
  static RecordedCalls of(List<RunFolder> runs, CommandContext context) {
    return new RecordedCalls(context, runs);
  }

  int runs() {
    return runs.size();
  }

  /** Whether something in the log is not as it was written, or could not be read. */
  boolean isIncomplete() {
    return damaged + unreadable > 0;
  }

  /** Reads all runs; a run that can't be read is named on standard error and passed over. */
  void read(Reader reader) {
    damaged = 0;
    unreadable = 0;
    for (RunFolder run : runs) {
      reader.run(run);
      try (LogTail tail = LogTail.fromStart(run.path())) {
        if (!read(tail, reader)) {
          return;
        }
      } catch (IOException e) {
        unreadable++;
        hint("got an unreadable run `" + run.path() + "`: " + e.getMessage());
      }
    }
    if (damaged > 0) {
      hint("the log is damaged in " + damaged + " places: calls may be missing; see tail");
    }
    reported = true;
  }

  private boolean read(LogTail tail, Reader reader) throws IOException {
    for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
      boolean wanted =
          entry instanceof AuditEntry.Decision decision && !StepText.isOfBox(decision.record());
      if (wanted && !reader.decision(((AuditEntry.Decision) entry).record())) {
        return false;
      }
      damaged += entry instanceof AuditEntry.Damaged ? 1 : 0;
    }
    return true;
  }

  /** Reading once more meets the same, which is said once. */
  private void hint(String text) {
    if (!reported) {
      context.err().println("sallyport: " + TerminalText.sentence(text, 400));
    }
  }
}
