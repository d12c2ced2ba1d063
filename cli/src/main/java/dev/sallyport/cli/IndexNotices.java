package dev.sallyport.cli;

import dev.sallyport.cli.search.IndexUse;
import java.nio.file.Path;

/** Says on standard error what becomes of indexes. Not thread-safe. */
final class IndexNotices implements IndexUse {
  private static final long NANOS_BETWEEN = 500_000_000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final CommandContext context;
  private final boolean on;
  private long lastNanos = System.nanoTime();
  private boolean unwritable;
  private boolean shown;

  IndexNotices(CommandContext context, boolean on) {
    this.context = context;
    this.on = on;
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public void unwritable(Path folder, String reason) {
    if (!unwritable) {
      unwritable = true;
      endProgress();
      String text = "can't write the index `" + folder + "`: " + reason + "; searched without it";
      context.err().println("sallyport: " + TerminalText.sentence(text, 400));
      context.err().flush();
    }
  }

  /** Progress is for who watches a terminal, and only if it takes a while. */
  @Override
  public void progress(Path file, long offset, long length) {
    long now = System.nanoTime();
    if (!context.colored() || now - lastNanos < NANOS_BETWEEN) {
      return;
    }
    lastNanos = now;
    shown = true;
    String name = TerminalText.column(String.valueOf(file.getFileName()), 40);
    long share = length == 0 ? 100 : offset * 100 / length;
    context.err().print(CLEAR_LINE + "sallyport: indexing " + name + ", " + share + "%");
    context.err().flush();
  }

  /** Removes the progress from the terminal. */
  void endProgress() {
    if (shown) {
      shown = false;
      context.err().print(CLEAR_LINE);
      context.err().flush();
    }
  }
}
