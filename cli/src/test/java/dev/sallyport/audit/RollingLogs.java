package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import dev.sallyport.audit.store.RollingStores;
import java.nio.file.Path;

/** Opens logs whose files a test ends. */
public final class RollingLogs {
  private RollingLogs() {}

  /** An open log in {@code folder}. */
  public static AuditLog open(Path folder, long bootId, RollingStores stores) {
    LogParts parts =
        new LogParts() {
          @Override
          ChronicleStore openStore(Path runFolder) {
            return stores.open(runFolder);
          }
        };
    AuditLog log = new AuditLog(folder, AuditOptions.defaults(bootId), parts);
    log.startOpening();
    log.awaitOpen();
    return log;
  }
}
