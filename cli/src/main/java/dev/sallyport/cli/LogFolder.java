package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows the runs in a folder: first what is there, then what is added. Not thread-safe. */
final class LogFolder {
  private static final long POLL_MILLIS = 100;

  /** A new run need not show at once, and listing a folder is dearer than reading an open log. */
  private static final int POLLS_PER_LISTING = 5;

  /** Runs that did not end in order look alive for ever; of those, the newest are watched. */
  private static final int MAX_WATCHED = 64;

  /** After so many lines of one run it is the next one's turn. */
  private static final int LINES_PER_TURN = 1_000;

  private final CommandContext context;
  private final Path folder;
  private final RecordFilter filter;
  private final LineFormat format;
  private final Set<Path> known = new HashSet<>();
  private final List<RunReader> watched = new ArrayList<>();
  private boolean damaged;
  private boolean unreadable;

  LogFolder(CommandContext context, Path folder, RecordFilter filter, LineFormat format) {
    this.context = context;
    this.folder = folder;
    this.filter = filter;
    this.format = format;
  }

  /**
   * Shows the last {@code count} lines, and with {@code follow} those to come, until the user stops
   * it, nobody reads the output any more, or the one run that was asked for ends.
   *
   * @return the exit code
   */
  int show(int count, boolean follow) throws IOException {
    if (!Files.isDirectory(folder)) {
      hint("got no log folder `" + folder + "`, wanted the one that an application writes");
      hint("the start line of the application names it: tail FOLDER");
      return ExitCode.UNKNOWN;
    }
    try {
      List<RunFolder> runs = RunFolders.list(folder);
      if (runs.isEmpty() && !isEmpty()) {
        hint("got no run in `" + folder + "`, wanted a folder of runs, or one run");
        return ExitCode.UNKNOWN;
      }
      if (runs.isEmpty()) {
        hint("no run in `" + folder + "` yet" + (follow ? ", waiting for the first" : ""));
      }
      showHistory(runs, count, follow);
      if (follow) {
        follow(isOneRun(runs));
      }
    } catch (AccessDeniedException e) {
      hint("got no permission to read `" + e.getFile() + "`, wanted the application's user");
      return ExitCode.UNKNOWN;
    } finally {
      closeAll();
    }
    return unreadable ? ExitCode.UNKNOWN : damaged ? ExitCode.FINDING : ExitCode.FINE;
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private boolean isOneRun(List<RunFolder> runs) {
    return runs.size() == 1 && runs.get(0).path().equals(folder);
  }

  /** Goes back from the newest run until there are enough lines, then writes them oldest first. */
  private void showHistory(List<RunFolder> runs, int count, boolean follow) throws IOException {
    Deque<Deque<String>> parts = new ArrayDeque<>();
    int missing = count;
    for (int i = runs.size() - 1; i >= 0; i--) {
      known.add(runs.get(i).path());
      if (missing > 0 || (follow && watched.size() < MAX_WATCHED)) {
        Deque<String> lines = read(runs.get(i), missing, follow);
        parts.addFirst(lines);
        missing -= lines.size();
      }
    }
    for (Deque<String> lines : parts) {
      for (String line : lines) {
        context.out().println(line);
      }
    }
  }

  /** The last lines of {@code run}, which is watched from there if more can come. */
  private Deque<String> read(RunFolder run, int count, boolean follow) throws IOException {
    try {
      RunHistory history = RunHistory.read(run, count, filter, format);
      damaged |= history.reader().damaged();
      if (follow && !history.reader().ended() && watched.size() < MAX_WATCHED) {
        watched.add(0, history.reader());
      } else {
        history.reader().close();
      }
      return history.lines();
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      reportUnreadable(run, e);
      return new ArrayDeque<>();
    }
  }

  private void follow(boolean oneRun) throws IOException {
    int polls = 0;
    while (!context.out().checkError() && !context.stopped()) {
      if (!oneRun && polls++ % POLLS_PER_LISTING == 0) {
        watchNewRuns();
      }
      boolean more = false;
      for (int i = 0; i < watched.size(); i++) {
        more |= showTurn(watched.get(i));
      }
      dropFinished();
      if (oneRun && watched.isEmpty()) {
        return;
      }
      if (!more && !context.pause(POLL_MILLIS)) {
        return;
      }
    }
  }

  private void watchNewRuns() throws IOException {
    try {
      for (RunFolder run : RunFolders.list(folder)) {
        if (known.add(run.path())) {
          watched.add(RunReader.fromStart(run, filter, format));
        }
      }
    } catch (NoSuchFileException e) {
      // Someone deleted the whole log; the application's next start makes a new one.
      known.clear();
    }
  }

  /** Writes what is new in one run; true if there may be more. */
  private boolean showTurn(RunReader reader) throws IOException {
    try {
      for (int i = 0; i < LINES_PER_TURN; i++) {
        String line = reader.next();
        if (line == null) {
          return false;
        }
        context.out().println(line);
      }
      return true;
    } catch (IOException e) {
      if (Files.exists(reader.run().path())) {
        reportUnreadable(reader.run(), e);
      }
      reader.giveUp();
      return false;
    }
  }

  private void dropFinished() throws IOException {
    for (int i = watched.size() - 1; i >= 0; i--) {
      RunReader reader = watched.get(i);
      damaged |= reader.damaged();
      if (reader.ended()) {
        reader.close();
        watched.remove(i);
      }
    }
  }

  private void closeAll() throws IOException {
    for (RunReader reader : watched) {
      reader.close();
    }
    watched.clear();
  }

  private void reportUnreadable(RunFolder run, IOException e) {
    unreadable = true;
    hint("got an unreadable run `" + run.path() + "`: " + e.getMessage());
  }

  private void hint(String text) {
    context.err().println("sallyport: " + TerminalText.sentence(text, 400));
    context.err().flush();
  }
}
