package dev.sallyport.benchmarks.log;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Ours, from the fields of a decision on; a thread maintains the log as the sealing thread does.
 */
final class SallyportLog implements MeasuredLog {
  private static final long BOOT_ID = 0x3F9A1C20_00000001L;
  private static final long MAINTAIN_NANOS = 2_000_000;

  private final Path folder;
  private final AuditLog log;
  private volatile boolean closed;

  SallyportLog(Path root) throws IOException {
    folder = AuditFolder.create(root, BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    Thread maintaining = new Thread(this::maintain, "maintain");
    maintaining.setDaemon(true);
    maintaining.start();
  }

  private void maintain() {
    while (!closed) {
      log.maintain();
      LockSupport.parkNanos(MAINTAIN_NANOS);
    }
  }

  @Override
  public LogAppender appender() {
    DecisionRecord record = SampleDecision.record();
    return call -> log.append(record.callId(call));
  }

  @Override
  public long stored() throws IOException {
    long count = 0;
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (entry instanceof AuditEntry.Damaged damaged) {
          throw new IOException(damaged.problem());
        }
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    closed = true;
    log.close();
  }
}
