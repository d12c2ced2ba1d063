package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.SwitchableGate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds and thousands of threads at one gate, with the real engine and a real log. */
class ManyCallersTest {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;
  private static final int CALLS_EACH = 5;

  @TempDir Path root;
  private Path folder = Path.of("");
  private @Nullable AuditLog log;
  private final ArgumentsDigest digest = new ArgumentsDigest(new byte[32]);
  private final Object receiver = new Object();

  @BeforeEach
  void open() throws Exception {
    folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    EnforcerOptions options = new EnforcerOptions(BOOT_ID, true, false, 1 << 20, null);
    GATE.enforcer =
        new Enforcer(
            HundredRules.load(),
            new DecisionRecorder(log, options, digest),
            options,
            () -> {},
            line -> {
              throw new AssertionError(line);
            });
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(log).close();
  }

  @Test
  void twoHundredThreadsLeaveOneDecisionAndOneOutcomeForEachCall() throws Exception {
    callAtOnce(200, false, 50);
  }

  @Test
  void tenThousandVirtualThreadsLeaveOneDecisionAndOneOutcomeForEachCall() throws Exception {
    callAtOnce(Callers.many(), true, CALLS_EACH);
  }

  private void callAtOnce(int threads, boolean virtual, int calls) throws Exception {
    Callers.start(threads, virtual, thread -> call(thread, calls)).join();
    assertThat(workspaces()).isBetween(1, WorkspacePool.MOST);
    int read = 0;
    Map<Long, RecordedEffect> effects = new HashMap<>();
    Set<Long> ended = new HashSet<>();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next(), read++) {
        if (entry instanceof AuditEntry.Decision decision) {
          assertIsThatOfItsCall(decision.record());
          assertThat(effects.put(decision.record().callId(), decision.record().effect())).isNull();
        } else if (entry instanceof AuditEntry.Outcome outcome) {
          assertThat(ended.add(outcome.record().callId())).isTrue();
        }
      }
    }
    effects.values().removeIf(effect -> effect != RecordedEffect.ALLOW);
    assertThat(ended).isEqualTo(effects.keySet());
    assertThat(read).isEqualTo(threads * calls + ended.size());
  }

  /** Every third call is denied. */
  private void call(int thread, int calls) {
    for (int number = 0; number < calls; number++) {
      int id = thread * calls + number;
      ToolCall call = enter(id);
      assertThat(call.refused()).isEqualTo(isDenied(id));
      if (!call.refused() && id % 4 == 0) {
        Thread.yield();
      }
      ToolGate.exit(call, "result of " + id, null);
    }
  }

  private ToolCall enter(int id) {
    return ToolGate.enter(
        "f 1", receiver, "x", id, "tool_" + id % HundredRules.TOOLS, arguments(id), "Desk", id);
  }

  private static boolean isDenied(int id) {
    return id % 3 == 0;
  }

  private static String arguments(int id) {
    return "{\"amount\":"
        + (isDenied(id) ? 500 : 5)
        + ",\"reason\":\""
        + "x".repeat(id % 90)
        + "\"}";
  }

  private void assertIsThatOfItsCall(DecisionRecord record) {
    int id = Integer.parseInt(Objects.requireNonNull(record.session()));
    assertThat(record.tool()).isEqualTo("tool_" + id % HundredRules.TOOLS);
    assertThat(record.effect())
        .isEqualTo(isDenied(id) ? RecordedEffect.DENY : RecordedEffect.ALLOW);
    assertThat(record.argumentsDigest()).isEqualTo(digest.digest(arguments(id)));
    assertThat(record.argumentsText())
        .isEqualTo(
            "{\"amount\":\"number("
                + (isDenied(id) ? 3 : 1)
                + ")\",\"reason\":\"string("
                + id % 90
                + ")\"}");
  }

  @Test
  void threadsWithinAToolKeepNoMoreThanTheirCalls() throws Exception {
    warmUp();
    int threads = Callers.many();
    long without = heapWithThreads(threads, id -> {}, id -> {});
    ToolCall[] calls = new ToolCall[threads];
    long with =
        heapWithThreads(
            threads,
            id -> calls[id] = enter(id * 3 + 1),
            id -> ToolGate.exit(calls[id], "done", null));
    assertThat(workspaces()).isLessThanOrEqualTo(WorkspacePool.MOST);
    // A thread's stack of calls, its arguments and what the JVM keeps for a thread-local.
    assertThat((with - without) / threads).isLessThan(1_500);
  }

  private void warmUp() throws Exception {
    Callers.start(400, false, thread -> call(thread, 20)).join();
  }

  /** Bytes in use while each of the threads has done {@code before} and not yet {@code after}. */
  private static long heapWithThreads(int threads, IntConsumer before, IntConsumer after)
      throws Exception {
    CountDownLatch inside = new CountDownLatch(threads);
    CountDownLatch measured = new CountDownLatch(1);
    Callers callers =
        Callers.start(
            threads,
            true,
            id -> {
              before.accept(id);
              inside.countDown();
              await(measured);
              after.accept(id);
            });
    inside.await();
    long used = usedAfterCollection();
    measured.countDown();
    callers.join();
    return used;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theHeapIsAsLargeAfterManyCallersAsBefore() throws Exception {
    warmUp();
    Callers.start(Callers.many(), true, thread -> call(thread, 1)).join();
    long before = usedAfterCollection();
    for (int round = 0; round < 3; round++) {
      Callers.start(Callers.many(), true, thread -> call(thread, CALLS_EACH)).join();
    }
    assertThat(usedAfterCollection() - before).isLessThan(4 << 20);
  }

  private static long usedAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static int workspaces() {
    return Objects.requireNonNull(GATE.enforcer).workspaces().made();
  }
}
