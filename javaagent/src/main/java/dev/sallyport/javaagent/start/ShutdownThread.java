package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;

/**
 * Writes the SHUTDOWN record and forces the log to disk when the JVM ends in an orderly way. The
 * log stays open: the application's own shutdown may still finish tool calls.
 */
final class ShutdownThread extends Thread {
  private final StartRecords records;
  private final AuditLog log;

  ShutdownThread(StartRecords records, AuditLog log) {
    super("sallyport-shutdown");
    this.records = records;
    this.log = log;
  }

  @Override
  public void run() {
    try {
      records.writeShutdown(log);
    } finally {
      log.force();
    }
  }
}
