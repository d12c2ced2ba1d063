package dev.sallyport.audit.anchor;

import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings checkpoints to one target, on a thread of its own: always the newest one, those that came
 * in the meantime are dropped. The monitor is never held while the target is at work.
 */
final class TargetWorker implements Runnable {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private final AnchorTarget target;
  private final AnchorTimes times;
  private final Consumer<String> errors;
  private @Nullable SealedCheckpoint newest;
  private @Nullable SealedCheckpoint lastKept;
  private long kept;
  private @Nullable String problem;
  private boolean refused;
  private boolean closing;
  private int failures;

  /** Of the worker's thread: nothing newer can come, and there is no time to try again. */
  private boolean lastAttempt;

  TargetWorker(String name, AnchorTarget target, AnchorTimes times, Consumer<String> errors) {
    this.name = name;
    this.target = target;
    this.times = times;
    this.errors = errors;
  }

  synchronized void offer(SealedCheckpoint checkpoint) {
    newest = checkpoint;
    notifyAll();
  }

  /** From now on there is one more attempt, at once, if there is something to keep. */
  synchronized void close() {
    closing = true;
    notifyAll();
  }

  /** Ends an attempt that takes too long. */
  void abort() {
    target.abort();
  }

  synchronized AnchorStatus status() {
    SealedCheckpoint last = newest;
    return new AnchorStatus(name, kept, last == null ? kept : last.size(), problem);
  }

  @Override
  public void run() {
    try {
      for (SealedCheckpoint next = next(); next != null; next = next()) {
        attempt(next);
        if (lastAttempt) {
          return;
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a checkpoint that the target does not have; null if there is none in the end. */
  private synchronized @Nullable SealedCheckpoint next() throws InterruptedException {
    while (newest == null || isKept(newest)) {
      if (closing) {
        return null;
      }
      wait();
    }
    lastAttempt = closing;
    return newest;
  }

  private boolean isKept(SealedCheckpoint checkpoint) {
    return problem == null && lastKept == checkpoint;
  }

  private void attempt(SealedCheckpoint checkpoint) {
    try {
      target.keep(checkpoint);
      succeeded(checkpoint);
    } catch (AnchorException e) {
      failed(String.valueOf(e.getMessage()), e.refused());
    } catch (IOException e) {
      failed(reason(e), false);
    } catch (RuntimeException | Error e) {
      failed(e.toString(), false); // whatever goes wrong is said, and tried again
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName();
    return message == null || e.getClass() == IOException.class
        ? message == null ? kind : message
        : kind + ": " + message;
  }

  private void succeeded(SealedCheckpoint checkpoint) {
    boolean back;
    synchronized (this) {
      back = problem != null;
      problem = null;
      failures = 0;
      kept = checkpoint.size();
      lastKept = checkpoint;
    }
    if (back) {
      errors.accept("the log is anchored at `" + name + "` again, up to size " + kept);
    }
  }

  /** Says so when it begins to fail, and when a failure turns into a refusal. */
  private void failed(String reason, boolean refusal) {
    boolean first;
    long since;
    synchronized (this) {
      first = problem == null || refusal != refused;
      problem = reason;
      refused = refusal;
      failures++;
      since = kept;
    }
    if (first) {
      errors.accept(
          "can't anchor the log at `" + name + "`, unanchored since size " + since + ": " + reason);
    }
  }

  private synchronized void pause() throws InterruptedException {
    long millis = failures == 0 ? times.pace() : backoff();
    long until = System.nanoTime() + millis * NANOS_PER_MILLI;
    for (long left = millis; !closing && left > 0; left = left(until)) {
      wait(left);
    }
  }

  private static long left(long until) {
    long nanos = until - System.nanoTime();
    return nanos <= 0 ? 0 : nanos / NANOS_PER_MILLI + 1;
  }

  /** Doubles with each failure; a random part keeps a fleet from coming back all at once. */
  private long backoff() {
    int doublings = Math.min(failures - 1, 20);
    long most = Math.min(times.firstRetry() << doublings, times.lastRetry());
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }
}
