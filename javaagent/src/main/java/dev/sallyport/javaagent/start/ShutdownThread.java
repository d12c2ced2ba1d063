package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;

/**
 * Writes the SHUTDOWN record, the last checkpoint and the note that the run is closed when the JVM
 * ends in an orderly way. The log stays open: the application's own shutdown may still finish tool
 * calls.
 */
final class ShutdownThread extends Thread {
  private final StartRecords records;
  private final LogSealing sealing;
  private final AuditLog log;

  ShutdownThread(StartRecords records, LogSealing sealing, AuditLog log) {
    super("sallyport-shutdown");
    this.records = records;
    this.sealing = sealing;
    this.log = log;
  }

  @Override
  public void run() {
    boolean closed = false;
    try {
      closed = records.writeShutdown(log) && sealing.end();
    } finally {
      if (!closed) {
        log.force();
      }
    }
  }
}
