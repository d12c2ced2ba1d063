package dev.sallyport.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a command sees of the world around it.
 *
 * @param out for results
 * @param err for errors and hints
 * @param colored whether {@code out} is a terminal that shows colours
 * @param workingDirectory what relative paths start from
 * @param clock tells now
 * @param stop open once the user wants the command to end
 */
record CommandContext(
    PrintStream out,
    PrintStream err,
    boolean colored,
    Path workingDirectory,
    Clock clock,
    CountDownLatch stop) {

  /** A path that the user typed. */
  Path path(String typed) throws IOException {
    try {
      return workingDirectory.resolve(typed).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("got `" + typed + "`, wanted a path", e);
    }
  }

  /** Waits, but no longer than until the user wants the end; false if that is so. */
  boolean pause(long millis) {
    try {
      return !stop.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean stopped() {
    return stop.getCount() == 0;
  }
}
