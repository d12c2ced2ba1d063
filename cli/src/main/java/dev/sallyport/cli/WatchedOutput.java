package dev.sallyport.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Remembers why writing failed, which {@link java.io.PrintStream} does not tell. */
final class WatchedOutput extends OutputStream {
  private final OutputStream target;
  private @Nullable IOException failure;

  WatchedOutput(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * What the user should know about a failed write, or null: a reader that went away, such as
   * {@code head}, is no failure.
   */
  @Nullable String problem() {
    IOException failed = failure;
    if (failed == null) {
      return null;
    }
    String reason = String.valueOf(failed.getMessage());
    return reason.contains("Broken pipe") ? null : reason;
  }
}
