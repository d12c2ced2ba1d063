package dev.sallyport.cli.fleet;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sends all runs of a log to one target: first what is there, then what is added. */
final class LogExport {
  private static final long POLL_MILLIS = 100;
  private static final long LISTING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SAVING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Path folder;
  private final boolean follow;
  private final ExportTarget target;
  private final ExportState state;
  private final Patience patience;
  private final ExportProblems problems;
  private final List<WatchedRun> runs = new ArrayList<>();
  private final Set<Path> known = new HashSet<>();
  private final ItemBatch batch = new ItemBatch();
  private boolean idle;
  private long listedAt;
  private long savedAt = System.nanoTime();

  LogExport(
      Path folder,
      boolean follow,
      ExportTarget target,
      ExportState state,
      Patience patience,
      ExportProblems problems) {
    this.folder = folder;
    this.follow = follow;
    this.target = target;
    this.state = state;
    this.patience = patience;
    this.problems = problems;
  }

  /** Runs until the present end of the log, or while following until the user wants the end. */
  void run() throws IOException, TargetException {
    try {
      listRuns();
      warnOfEarlierDamage();
      while (turn() || follow) {
        rest();
      }
    } catch (StoppedException e) {
      // What was acknowledged until now counts.
    } finally {
      closeAll();
      state.save();
    }
  }

  private void warnOfEarlierDamage() {
    for (WatchedRun run : runs) {
      long skipped = state.position(run.export().name()).skipped();
      if (skipped > 0) {
        problems.incomplete(
            "an earlier export of the run `"
                + run.export().name()
                + "` passed over `"
                + skipped
                + "` damaged places");
      }
    }
    if (state.refused() > 0) {
      problems.incomplete("the target refused `" + state.refused() + "` messages earlier");
    }
  }

  /** Gives each run its turn; false if there was nothing more in any. */
  private boolean turn() throws IOException, TargetException, StoppedException {
    boolean more = false;
    for (WatchedRun run : runs) {
      if (run.isDue()) {
        more |= fill(run);
      }
      if (batch.isFull()) {
        deliver();
      }
    }
    deliver();
    if (more && follow && System.nanoTime() - listedAt > LISTING_NANOS) {
      listRuns();
    }
    idle = !more;
    return more;
  }

  private void rest() throws IOException, StoppedException {
    if (patience.stopped()) {
      throw new StoppedException();
    }
    if (!idle) {
      return;
    }
    state.save();
    patience.pause(POLL_MILLIS);
    if (System.nanoTime() - listedAt > LISTING_NANOS) {
      listRuns();
    }
  }

  private boolean fill(WatchedRun run) throws IOException {
    RunExport export = run.export();
    int before = batch.size();
    try {
      boolean more = export.fill(batch, follow);
      run.looked(more || batch.size() > before);
      return more;
    } catch (IOException e) {
      export.close();
      if (Files.isDirectory(export.folder())) {
        problems.unreadable(export.name(), String.valueOf(e.getMessage()));
      }
      run.looked(false);
      return false;
    }
  }

  private void deliver() throws IOException, TargetException, StoppedException {
    if (batch.isEmpty()) {
      return;
    }
    List<ExportItem> items = batch.items();
    batch.clear();
    long refused = target.deliver(items, patience);
    if (refused > 0) {
      problems.incomplete("the target refused messages");
    }
    state.acknowledged(items, refused);
    if (System.nanoTime() - savedAt > SAVING_NANOS) {
      state.save();
      savedAt = System.nanoTime();
    }
  }

  private void listRuns() throws IOException {
    listedAt = System.nanoTime();
    List<RunFolder> found;
    try {
      found = RunFolders.list(folder);
    } catch (NoSuchFileException e) {
      return; // the whole log was deleted; the application's next start makes a new one
    }
    Set<Path> present = new HashSet<>();
    for (RunFolder run : found) {
      present.add(run.path());
      if (known.add(run.path())) {
        String name = String.valueOf(run.path().getFileName());
        runs.add(new WatchedRun(new RunExport(run, state.position(name), problems)));
      }
    }
    dropVanished(present);
  }

  private void dropVanished(Set<Path> present) throws IOException {
    for (int i = runs.size() - 1; i >= 0; i--) {
      RunExport export = runs.get(i).export();
      if (!present.contains(export.folder())) {
        known.remove(export.folder());
        state.forget(export.name());
        export.close();
        runs.remove(i);
      }
    }
  }

  private void closeAll() throws IOException {
    for (WatchedRun run : runs) {
      run.export().close();
    }
  }
}
