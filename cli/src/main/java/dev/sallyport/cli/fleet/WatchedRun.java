package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Decides when to look into a run again: at once while its process lives, ever more rarely after it
 * has ended, when only a note can follow. A run that was not ended in order looks alive for ever,
 * so its file stays open only while something comes. Not thread-safe.
 */
final class WatchedRun {
  private static final long KEEP_OPEN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LAST_NOTES_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long MIN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX_QUIET_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long MAX_ENDED_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final RunExport export;
  private long dueAt = System.nanoTime();
  private long lastMore = System.nanoTime();
  private long pause = MIN_PAUSE_NANOS;

  WatchedRun(RunExport export) {
    this.export = export;
  }

  RunExport export() {
    return export;
  }

  boolean isDue() {
    return System.nanoTime() - dueAt >= 0;
  }

  /** Notes that the run was looked into, and whether there was something. */
  void looked(boolean something) throws IOException {
    long now = System.nanoTime();
    if (something) {
      lastMore = now;
      pause = MIN_PAUSE_NANOS;
      return;
    }
    boolean ended = export.ended();
    if (now - lastMore > (ended ? LAST_NOTES_NANOS : KEEP_OPEN_NANOS)) {
      export.close();
      dueAt = now + pause;
      long most = ended ? MAX_ENDED_PAUSE_NANOS : MAX_QUIET_PAUSE_NANOS;
      pause = Math.min(pause * 2, most);
    }
  }
}
