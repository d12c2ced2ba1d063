package dev.sallyport.audit.anchor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Takes the lines that are reported, and waits for things to come true. */
final class Lines implements Consumer<String> {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void accept(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  /** The line number {@code index}, once it is there. */
  synchronized String get(int index) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (lines.size() <= index) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("only " + lines);
      }
      wait(1_000);
    }
    return lines.get(index);
  }

  /** Returns once {@code condition} holds. */
  synchronized void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it does not come true");
      }
      wait(10);
    }
  }
}
