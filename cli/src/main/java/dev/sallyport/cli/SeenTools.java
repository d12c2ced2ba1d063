package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of tools that exist: from a log, or from a list. */
final class SeenTools {
  /** More names than any application has; a log could hold any number. */
  private static final int MAX_NAMES = 10_000;

  private final Set<String> names = new LinkedHashSet<>();
  private boolean damaged;

  /** Adds the tools of all judged calls in a log; ones with an unacceptable name are none. */
  void addLog(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("got no log folder `" + folder + "`, wanted one with runs");
    }
    List<RunFolder> runs = RunFolders.list(folder);
    if (runs.isEmpty()) {
      throw new IOException("got no run in `" + folder + "`, wanted a log");
    }
    for (RunFolder run : runs) {
      addRun(run);
    }
  }

  private void addRun(RunFolder run) throws IOException {
    try (LogTail tail = LogTail.fromStart(run.path())) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (entry instanceof AuditEntry.Decision decision) {
          add(decision.record());
        }
        damaged |= entry instanceof AuditEntry.Damaged;
      }
    }
  }

  private void add(DecisionRecord decision) {
    String tool = decision.tool();
    if (tool != null && decision.error() == null && names.size() < MAX_NAMES) {
      names.add(tool);
    }
  }

  /** Adds the names in a text file, one a line; empty lines and those with {@code #} are none. */
  void addList(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String name = line.strip();
      if (!name.isEmpty() && !name.startsWith("#") && names.size() < MAX_NAMES) {
        names.add(name);
      }
    }
  }

  /** Whether a log had places that could not be read, so that names may be missing. */
  boolean damaged() {
    return damaged;
  }

  Set<String> names() {
    return names;
  }
}
