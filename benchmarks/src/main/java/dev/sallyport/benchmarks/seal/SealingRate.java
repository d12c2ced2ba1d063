package dev.sallyport.benchmarks.seal;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.Sealer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * How many records of about 300 bytes the sealing thread reads back, checks, hashes and signs in a
 * second of its processor time, and by the clock. They are all there before it starts, so that
 * nothing else than sealing is measured.
 */
public final class SealingRate {
  private static final String ARGUMENTS = "{amount: number(3), note: text(" + "9".repeat(30) + ")}";
  private static final SecureRandom RANDOM = new SecureRandom();

  private SealingRate() {}

  /** Arguments: a folder for the logs, the records of one round, the rounds. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int records = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    for (int round = 1; round <= rounds; round++) {
      round(root.resolve("round" + round), records);
    }
  }

  private static void round(Path root, int records) throws Exception {
    long bootId = RANDOM.nextLong() | 1;
    Path folder = AuditFolder.create(root, bootId, Instant.now());
    try (AuditLog log = AuditLog.openInBackground(folder, AuditOptions.defaults(bootId))) {
      log.awaitOpen();
      Sealer sealer =
          Sealer.begin(
              log,
              SealOptions.defaults(folder, bootId),
              SealingRate::random,
              line -> {},
              checkpoint -> {});
      append(log, records);
      long start = System.nanoTime();
      sealer.start();
      long cpu = 0;
      while (!sealer.awaitSealed(records, Duration.ofMillis(1))) {
        cpu = Math.max(cpu, sealingCpu());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      cpu = Math.max(cpu, sealingCpu());
      System.out.printf(
          "%d records of %d bytes: %,.0f a second of one core, %,.0f by the clock%n",
          records, recordBytes(folder), records / (cpu / 1e9), records / seconds);
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static void append(AuditLog log, int records) {
    DecisionRecord record =
        new DecisionRecord()
            .framework("langchain4j 1.5.0")
            .agent("RefundDesk")
            .session("3f9a1c2000000001")
            .tool("issue_refund")
            .rule("small-refunds")
            .effect(RecordedEffect.ALLOW)
            .argumentsForm(ArgumentsForm.REDACTED)
            .argumentsText(ARGUMENTS);
    for (int i = 1; i <= records; i++) {
      log.append(record.callId(i));
    }
  }

  private static int recordBytes(Path folder) throws IOException {
    try (LogTail tail = LogTail.fromStart(folder)) {
      tail.next();
      return tail.recordBytes().length;
    }
  }

  /** Processor time of the sealing thread in nanoseconds; 0 if it has ended. */
  private static long sealingCpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals("sallyport-seal")) {
        cpu = Math.max(cpu, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return cpu;
  }
}
