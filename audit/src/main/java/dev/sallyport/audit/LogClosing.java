package dev.sallyport.audit;

import java.io.IOException;

/** Forces and closes a log on a thread of its own, because a slow disk may hold that up long. */
final class LogClosing implements Runnable {
  private final AuditLog log;
  private final OpenLog open;

  private LogClosing(AuditLog log, OpenLog open) {
    this.log = log;
    this.open = open;
  }

  /** Closes {@code open}, of {@code log}, and waits for that at most {@code millis}. */
  static void closeInTime(AuditLog log, OpenLog open, long millis) {
    Thread thread = new Thread(null, new LogClosing(log, open), "sallyport-audit-close", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(LogClosing.class.getClassLoader());
    thread.start();
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      if (log.failure() == null) {
        open.store().force();
      }
    } catch (IOException | RuntimeException | Error e) {
      log.fail(e);
    }
    try {
      open.close();
    } catch (IOException | RuntimeException | Error e) {
      log.fail(e);
    }
  }
}
