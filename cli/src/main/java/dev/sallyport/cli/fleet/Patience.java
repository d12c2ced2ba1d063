package dev.sallyport.cli.fleet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits for a target that is away: for ever while following, else for a while. Says once that it is
 * away, if that takes longer than a moment, and then once that it is back. Not thread-safe.
 */
final class Patience {
  private static final long FIRST_WAIT_MILLIS = 250;
  private static final long MAX_WAIT_MILLIS = 30_000;
  private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String target;
  private final boolean follow;
  private final CountDownLatch stop;
  private final Consumer<String> say;
  private boolean away;
  private boolean said;
  private long awaySince;
  private long wait = FIRST_WAIT_MILLIS;

  /**
   * Patience with one target.
   *
   * @param target its description
   * @param stop open once the user wants the end
   */
  Patience(String target, boolean follow, CountDownLatch stop, Consumer<String> say) {
    this.target = target;
    this.follow = follow;
    this.stop = stop;
    this.say = say;
  }

  /** Waits until it is worth another try, longer each time. */
  void failed(String why) throws TargetException, StoppedException {
    failed(why, 0);
  }

  /**
   * As {@link #failed(String)}, but not less than the target asked for.
   *
   * @param atLeastMillis how long
   */
  void failed(String why, long atLeastMillis) throws TargetException, StoppedException {
    missing(why);
    // Not all exporters of a fleet at once: between half and all of the time.
    long jittered = wait / 2 + (long) (Math.random() * (wait / 2.0));
    wait = Math.min(wait * 2, MAX_WAIT_MILLIS);
    pause(Math.max(jittered, atLeastMillis));
  }

  /** Notes that the target does not answer, and does not wait. */
  void missing(String why) throws TargetException {
    long now = System.nanoTime();
    if (!away) {
      away = true;
      awaySince = now;
    }
    if (!said && now - awaySince > MOMENT_NANOS) {
      said = true;
      say.accept(target + " is not there: " + why + "; trying again");
    }
    if (!follow && now - awaySince > GIVE_UP_NANOS) {
      throw new TargetException(target + " is not there: " + why);
    }
  }

  /** Notes that the target has answered. */
  void succeeded() {
    wait = FIRST_WAIT_MILLIS;
    away = false;
    if (said) {
      said = false;
      say.accept(target + " is back");
    }
  }

  /** Waits, and ends the wait with an exception once the user wants the end. */
  void pause(long millis) throws StoppedException {
    try {
      if (stop.await(millis, TimeUnit.MILLISECONDS)) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  /** Whether the user wants the end. */
  boolean stopped() {
    return stop.getCount() == 0;
  }
}
