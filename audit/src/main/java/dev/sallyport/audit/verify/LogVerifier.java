package dev.sallyport.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verifies a log: that every record is the one that was written, at its place, since it was sealed.
 * Changes nothing, prints nothing, and may run while applications write the log; memory does not
 * grow with the number of records. Thread-safe, but the listener of a progress is called by each.
 */
public final class LogVerifier {
  private static final int PASSES = 3;
  private static final long PAUSE_MILLIS = 1_000;
  private static final long RECENT_MILLIS = 10_000;

  private final VerifyOptions options;
  private final VerifyProgress progress;

  /** Verifies what {@code options} say. */
  public LogVerifier(VerifyOptions options) {
    this(options, VerifyProgress.NONE);
  }

  /** The same, telling {@code progress} how far it is. */
  public LogVerifier(VerifyOptions options, VerifyProgress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Reads the log. If something was found and the log changed meanwhile, it is read again: a file
   * may have been ended, removed in order or put in place between two looks.
   *
   * @throws IOException with a one-line message if the folder can't be read
   */
  public VerifyReport verify() throws IOException {
    VerifyReport report = null;
    for (int pass = 0; pass < PASSES; pass++) {
      SortedMap<Path, String> before = state();
      report = new LogPass(options, new ReadProgress(progress)).run();
      if (report.findings().isEmpty()) {
        return report;
      }
      if (before.equals(state()) && !mayBeEnding(report)) {
        return report;
      }
    }
    if (report == null) {
      throw new IllegalStateException("no pass was made");
    }
    return report;
  }

  /**
   * A run that is ended right now has no closing note for a moment: this waits a little, and says
   * so.
   */
  private boolean mayBeEnding(VerifyReport report) throws IOException {
    long recent = System.currentTimeMillis() - RECENT_MILLIS;
    for (Finding finding : report.findings()) {
      boolean passing =
          finding.kind() == FindingKind.NOT_CLOSED || finding.kind() == FindingKind.NOT_SEALED;
      Path run = options.folder().resolve(String.valueOf(finding.run()));
      if (passing && Files.exists(run) && Files.getLastModifiedTime(run).toMillis() > recent) {
        pause();
        return true;
      }
    }
    return false;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Sizes and times of all files, with which a change shows. */
  private SortedMap<Path, String> state() throws IOException {
    SortedMap<Path, String> state = new TreeMap<>();
    Path folder = options.folder().toAbsolutePath().normalize();
    Path parent = folder.getParent();
    boolean one = Files.exists(folder.resolve(LogFiles.EPOCH)) && parent != null;
    note(one && parent != null ? parent : folder, state, 1);
    return state;
  }

  private static void note(Path folder, SortedMap<Path, String> state, int depth)
      throws IOException {
    for (Path file : LogFiles.list(folder)) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory() && depth > 0) {
          note(file, state, depth - 1);
        }
        state.put(file, attributes.size() + " " + attributes.lastModifiedTime());
      } catch (NoSuchFileException e) {
        state.put(file, "");
      }
    }
  }
}
