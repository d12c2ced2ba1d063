package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What tests of the log share. */
final class Runs {
  static final long BOOT_ID = 0x3F9A1C20_00000001L;

  private Runs() {}

  static AuditOptions options() {
    return new AuditOptions(BOOT_ID, 0, Duration.ofSeconds(60));
  }

  static Path folder(Path root) throws IOException {
    return AuditFolder.create(root, BOOT_ID, Instant.now(), 0);
  }

  static AuditLog open(Path folder) {
    AuditLog log = AuditLog.openInBackground(folder, options());
    log.awaitOpen();
    return log;
  }

  static AuditLog open(Path folder, FaultyStores stores, RecordEncoder encoder) {
    AuditLog log = new AuditLog(folder, options(), parts(stores, encoder));
    log.startOpening();
    log.awaitOpen();
    return log;
  }

  static AuditLog open(Path folder, FaultyStores stores, AuditOptions options) {
    LogParts parts =
        new LogParts() {
          @Override
          ChronicleStore openStore(Path where) {
            return stores.open(where);
          }
        };
    AuditLog log = new AuditLog(folder, options, parts);
    log.startOpening();
    log.awaitOpen();
    return log;
  }

  private static LogParts parts(FaultyStores stores, RecordEncoder encoder) {
    return new LogParts() {
      @Override
      ChronicleStore openStore(Path folder) {
        return stores.open(folder);
      }

      @Override
      RecordEncoder encoder() {
        return encoder;
      }
    };
  }

  static DecisionRecord decision(long callId) {
    return new DecisionRecord()
        .callId(callId)
        .framework("langchain4j 1.5.0")
        .agent("RefundDesk")
        .session("s1")
        .tool("issue_refund")
        .rule("small-refunds")
        .effect(RecordedEffect.ALLOW)
        .argumentsForm(ArgumentsForm.REDACTED)
        .argumentsText("{amount: number(3), currency: text(3)}");
  }

  static List<AuditEntry> read(Path folder) throws IOException {
    try (LogTail tail = LogTail.fromStart(folder)) {
      return rest(tail);
    }
  }

  static List<AuditEntry> rest(LogTail tail) throws IOException {
    List<AuditEntry> entries = new ArrayList<>();
    for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
      entries.add(entry);
    }
    return entries;
  }

  /** The call ids of decisions; anything else fails. */
  static List<Long> callIds(List<AuditEntry> entries) {
    List<Long> ids = new ArrayList<>();
    for (AuditEntry entry : entries) {
      ids.add(((AuditEntry.Decision) entry).record().callId());
    }
    return ids;
  }
}
