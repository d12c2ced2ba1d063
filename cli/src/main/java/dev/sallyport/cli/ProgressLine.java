package dev.sallyport.cli;

import dev.sallyport.audit.verify.VerifyProgress;
import java.io.PrintStream;

/** One line on a terminal that says how far a long verification is. Not thread-safe. */
final class ProgressLine implements VerifyProgress {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long STEP_NANOS = 200_000_000L;
  private static final int WIDTH = 40;
  private static final int MEGABYTE = 1 << 20;

  private final PrintStream err;
  private final boolean shown;
  private long nextNanos = System.nanoTime() + FIRST_NANOS;
  private boolean dirty;

  /** A line on {@code err}, or none if nobody would see it. */
  ProgressLine(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  @Override
  public void read(long done, long total) {
    long now = System.nanoTime();
    if (!shown || now - nextNanos < 0) {
      return;
    }
    nextNanos = now + STEP_NANOS;
    dirty = true;
    err.print("\r" + line(done, Math.max(total, done)));
    err.flush();
  }

  /** The bar, the share and the megabytes. */
  static String line(long done, long total) {
    double share = total == 0 ? 0 : (double) done / total;
    int full = (int) (share * WIDTH);
    return "["
        + "#".repeat(full)
        + " ".repeat(WIDTH - full)
        + "] "
        + (int) (share * 100)
        + "% of "
        + total / MEGABYTE
        + " MiB";
  }

  /** Leaves an empty line. */
  void clear() {
    if (dirty) {
      err.print("\r" + " ".repeat(WIDTH + 30) + "\r");
      err.flush();
      dirty = false;
    }
  }
}
