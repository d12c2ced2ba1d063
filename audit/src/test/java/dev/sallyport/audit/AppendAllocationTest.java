package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendAllocationTest {
  private static final int WARM_UP = 100_000;
  private static final int MEASURED = 200_000;

  @TempDir Path root;

  @Test
  void appendsAllocateLessThanAByteEach() throws Exception {
    ArgumentsDigest digest = ArgumentsDigest.withRandomSalt();
    byte[] out = new byte[32];
    DecisionRecord decision = Runs.decision(0);
    OutcomeRecord outcome = new OutcomeRecord();
    try (AuditLog log = Runs.open(Runs.folder(root))) {
      callAndReturn(log, digest, out, decision, outcome, WARM_UP);
      long before = allocated();
      callAndReturn(log, digest, out, decision, outcome, MEASURED);
      double each = (allocated() - before) / (2.0 * MEASURED);
      assertThat(each).as("bytes allocated for each append").isLessThan(1);
    }
  }

  @Test
  void appendsOfSeveralThreadsAllocateLessThanAByteEach() throws Exception {
    try (AuditLog log = Runs.open(Runs.folder(root))) {
      List<Allocating> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(new Allocating(log));
      }
      threads.forEach(Thread::start);
      for (Allocating thread : threads) {
        thread.join();
        assertThat(thread.each).as("bytes allocated for each append").isLessThan(1);
      }
    }
  }

  /** A thread that appends, and sees how much it allocates once it is warm. */
  private static final class Allocating extends Thread {
    private final AuditLog log;
    private double each = Double.MAX_VALUE;

    Allocating(AuditLog log) {
      this.log = log;
    }

    @Override
    public void run() {
      ArgumentsDigest digest = ArgumentsDigest.withRandomSalt();
      byte[] out = new byte[32];
      DecisionRecord decision = Runs.decision(0);
      OutcomeRecord outcome = new OutcomeRecord();
      callAndReturn(log, digest, out, decision, outcome, WARM_UP / 2);
      long before = allocated();
      callAndReturn(log, digest, out, decision, outcome, MEASURED / 2);
      each = (allocated() - before) / (double) MEASURED;
    }
  }

  private static void callAndReturn(
      AuditLog log,
      ArgumentsDigest digest,
      byte[] out,
      DecisionRecord decision,
      OutcomeRecord outcome,
      int times) {
    for (int call = 1; call <= times; call++) {
      digest.digest("{\"amount\": 99, \"reason\": \"zu groß\"}", out);
      log.append(decision.callId(call).argumentsDigest(out).policyDigest(out));
      log.append(outcome.clear().callId(call).outcome(CallOutcome.RETURNED).resultDigest(out));
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
