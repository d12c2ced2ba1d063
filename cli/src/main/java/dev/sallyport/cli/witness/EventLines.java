package dev.sallyport.cli.witness;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * Hands on lines about events, but only so many a second: whoever can reach the witness must not be
 * able to fill the operator's disk with them. Thread-safe.
 */
public final class EventLines implements Consumer<String> {
  private static final int MAX_A_SECOND = 100;

  private final Consumer<String> target;
  private final Clock clock;
  private long second;
  private int lines;
  private long leftOut;

  /** Hands on to {@code target}. */
  public EventLines(Consumer<String> target, Clock clock) {
    this.target = target;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(String line) {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      lines = 0;
      sayLeftOut();
    }
    if (lines == MAX_A_SECOND) {
      leftOut++;
      return;
    }
    lines++;
    target.accept(line);
  }

  /** Says how many lines were left out since it was said last. */
  public synchronized void sayLeftOut() {
    if (leftOut > 0) {
      target.accept("events not shown, because there were too many: " + leftOut);
      leftOut = 0;
    }
  }
}
