package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;

/** Writes the SHUTDOWN record and closes the log when the JVM ends in an orderly way. */
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
      log.close();
    }
  }
}
