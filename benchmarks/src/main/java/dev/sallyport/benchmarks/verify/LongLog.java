package dev.sallyport.benchmarks.verify;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Writes one run with many records, sealed as the javaagent does it. */
final class LongLog {
  private static final SecureRandom RANDOM = new SecureRandom();

  private LongLog() {}

  static void write(Path root, long records) throws IOException {
    long bootId = RANDOM.nextLong() | 1;
    Path folder = AuditFolder.create(root, bootId, Instant.now());
    AuditLog log = AuditLog.openInBackground(folder, AuditOptions.defaults(bootId));
    log.awaitOpen();
    SealOptions options = SealOptions.defaults(folder, bootId);
    Sealer sealer = Sealer.begin(log, options, LongLog::random, System.err::println, c -> {});
    log.append(new EventRecord(RecordKind.BOOT, sealer.bootValues()));
    sealer.start();
    DecisionRecord call = call();
    for (long i = 1; i < records - 1; i++) {
      log.append(call.callId(i));
    }
    log.append(new EventRecord(RecordKind.SHUTDOWN, Map.of()));
    if (!sealer.end(Duration.ofMinutes(30))) {
      throw new IOException("the log was not sealed in half an hour");
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static DecisionRecord call() {
    return new DecisionRecord()
        .framework("langchain4j 1.19.0")
        .agent("RefundDesk")
        .session("session-1")
        .tool("issue_refund")
        .rule("small-refunds")
        .effect(RecordedEffect.ALLOW)
        .argumentsForm(ArgumentsForm.REDACTED)
        .argumentsDigest(new byte[32])
        .policyDigest(new byte[32])
        .argumentsText("{amount: number(3), currency: text(3)}");
  }
}
