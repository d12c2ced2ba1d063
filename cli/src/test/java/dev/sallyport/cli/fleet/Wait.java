package dev.sallyport.cli.fleet;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process or thread does. */
final class Wait {
  private static final long LIMIT_SECONDS = 60;

  private Wait() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + LIMIT_SECONDS + " seconds: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
