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
import java.util.Comparator;
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

  private void showHistory(List<RunFolder> runs, int count, boolean follow) throws IOException {
    for (RunFolder run : runs) {
      known.add(run.path());
    }
    boolean everything = count == Integer.MAX_VALUE && filter.sinceMicros() == Long.MIN_VALUE;
    if (everything) {
      showWhole(runs, follow);
    } else {
      showEnd(runs, count, follow);
    }
  }

  /** Writes all runs as they are read: together they may not fit into memory. */
  private void showWhole(List<RunFolder> runs, boolean follow) throws IOException {
    for (RunFolder run : runs) {
      RunReader reader = RunReader.fromStart(run, filter, format);
      boolean more = true;
      while (more && !isOver()) {
        more = showTurn(reader);
      }
      watchOrClose(reader, follow);
      forgetOldest();
    }
  }

  private void forgetOldest() throws IOException {
    if (watched.size() > MAX_WATCHED) {
      watched.remove(0).close();
    }
  }

  /** Goes back from the newest run until there are enough lines, then writes them oldest first. */
  private void showEnd(List<RunFolder> runs, int count, boolean follow) throws IOException {
    Deque<Deque<String>> parts = new ArrayDeque<>();
    int missing = count;
    for (int i = runs.size() - 1; i >= 0; i--) {
      boolean watchable = follow && watched.size() < MAX_WATCHED;
      if (missing > 0 || watchable) {
        Deque<String> lines = readEnd(runs.get(i), missing, watchable);
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

  private Deque<String> readEnd(RunFolder run, int count, boolean watchable) throws IOException {
    try {
      RunHistory history = RunHistory.read(run, count, filter, format);
      watchOrClose(history.reader(), watchable);
      return history.lines();
    } catch (IOException e) {
      reportUnreadable(run, e);
      return new ArrayDeque<>();
    }
  }

  private void watchOrClose(RunReader reader, boolean watch) throws IOException {
    damaged |= reader.damaged();
    if (watch && !reader.ended()) {
      watched.add(reader);
      watched.sort(Comparator.comparing(RunReader::run));
    } else {
      reader.close();
    }
  }

  private void follow(boolean oneRun) throws IOException {
    int polls = 0;
    while (!isOver()) {
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
          forgetOldest();
        }
      }
    } catch (NoSuchFileException e) {
      // Someone deleted the whole log; the application's next start makes a new one.
      known.clear();
    }
  }

  private boolean isOver() {
    return context.out().checkError() || context.stopped();
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
    String reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    hint("got an unreadable run `" + run.path() + "`: " + reason);
  }

  private void hint(String text) {
    context.err().println("sallyport: " + TerminalText.sentence(text, 400));
    context.err().flush();
  }
}
