package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import dev.sallyport.audit.store.FaultyStores;
import java.nio.file.Path;
import java.time.Duration;

/** Opens logs whose store a test controls, for tests of other packages. */
public final class TestLogs {
  private TestLogs() {}

  /** An open log in {@code folder}. */
  public static AuditLog open(Path folder, long bootId, FaultyStores stores) {
    AuditOptions options = new AuditOptions(bootId, 0, Duration.ofSeconds(60));
    LogParts parts =
        new LogParts() {
          @Override
          ChronicleStore openStore(Path runFolder) {
            return stores.open(runFolder);
          }
        };
    AuditLog log = new AuditLog(folder, options, parts);
    log.startOpening();
    log.awaitOpen();
    return log;
  }

  /** A decision such as applications make. */
  public static DecisionRecord decision(long callId) {
    return Runs.decision(callId);
  }
}
