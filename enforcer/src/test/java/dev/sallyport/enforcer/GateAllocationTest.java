package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.SwitchableGate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call costs in memory, from enter to exit, with the real engine and a real log. */
class GateAllocationTest {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;
  private static final int CALLS = 2_000;
  private static final int ROUNDS = 100;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** As frameworks pass them: ASCII, Latin-1, beyond, escapes, none. */
  private static final List<String> ARGUMENTS =
      List.of(
          "{\"amount\":49.90,\"reason\":\"damaged in transit\",\"list\":[1,true,null,{}]}",
          "{\"amount\": 7, \"reason\": \"zu gro\u00df\", \"caf\u00e9\": \"\"}",
          "{\"amount\":7,\"reason\":\"\u20ac \ud83d\ude00\",\"\u20ac\":[\"\\u20ac\",\"\\n\"]}",
          "{\"amount\":100,\"reason\":\"" + "long ".repeat(400) + "\"}");

  private static final List<@Nullable Object> RESULTS =
      List.of("ok", "zu gro\u00df", "\u20ac".repeat(3_000), List.of("no text"));

  @TempDir Path root;
  private @Nullable AuditLog log;
  private final Thread maintenance = new Thread(this::maintain, "maintenance");
  private final Object receiver = new Object();
  private final Object request = new Object();
  private long refused;

  @BeforeEach
  void open() throws Exception {
    Path folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    maintenance.setDaemon(true);
    maintenance.start();
  }

  /** As the sealing thread does while records come. */
  private void maintain() {
    while (!Thread.currentThread().isInterrupted()) {
      log().maintain();
      LockSupport.parkNanos(2_000_000);
    }
  }

  @AfterEach
  void close() throws Exception {
    maintenance.interrupt();
    maintenance.join();
    log().close();
  }

  private AuditLog log() {
    return Objects.requireNonNull(log);
  }

  private static EnforcerOptions options(boolean fullArguments) {
    return new EnforcerOptions(BOOT_ID, true, fullArguments, 1 << 20, "Desk");
  }

  private void use(DecisionRecorder recorder, EnforcerOptions options) {
    GATE.enforcer =
        new Enforcer(
            HundredRules.load(),
            recorder,
            options,
            () -> {},
            line -> {
              throw new AssertionError(line);
            });
  }

  private void use(boolean fullArguments) {
    EnforcerOptions options = options(fullArguments);
    use(new DecisionRecorder(log(), options, ArgumentsDigest.withRandomSalt()), options);
  }

  private ToolCall enter(String tool, String arguments) {
    ToolCall call =
        ToolGate.enter("langchain4j 1", receiver, "x", request, tool, arguments, null, "session");
    refused += call.refused() ? 1 : 0;
    return call;
  }

  private void callAndReturn(int number) {
    ToolCall call = enter("tool_7", ARGUMENTS.get(number % ARGUMENTS.size()));
    ToolGate.exit(call, RESULTS.get(number / ARGUMENTS.size() % RESULTS.size()), null);
  }

  private void callFromWithinACall(int number) {
    ToolCall outer = enter("tool_7", ARGUMENTS.get(0));
    ToolCall inner = enter("look_up", ARGUMENTS.get(number % ARGUMENTS.size()));
    ToolGate.exit(inner, "found", null);
    ToolGate.exit(outer, "done", null);
  }

  private interface Calls {
    void call(int number);
  }

  /**
   * The fewest bytes of some rounds: the compiler may still be at work in the first, and every few
   * thousand calls the log maps the next part of its file.
   */
  private long allocated(Calls calls) {
    return allocated(calls, ROUNDS);
  }

  private long allocated(Calls calls, int rounds) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < rounds && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int number = 0; number < CALLS; number++) {
        calls.call(number);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(refused).isZero();
    return least;
  }

  @Test
  void anAllowedCallAllocatesNothing() {
    use(false);
    assertThat(allocated(this::callAndReturn)).isZero();
  }

  @Test
  void anAllowedCallWhoseArgumentsAreKeptAllocatesNothing() {
    use(true);
    assertThat(allocated(this::callAndReturn)).isZero();
  }

  @Test
  void aCallFromWithinACallAllocatesNothing() {
    use(false);
    assertThat(allocated(this::callFromWithinACall)).isZero();
  }

  @Test
  void theEnforcerItselfAllocatesNothing() {
    use(new RecordsNothing(log()), options(false));
    assertThat(allocated(this::callAndReturn)).isZero();
    assertThat(allocated(this::callFromWithinACall)).isZero();
  }

  @Test
  void aDeniedCallAllocatesTheTextThatTheModelReads() {
    use(false);
    long bytes =
        allocated(
            number -> {
              ToolCall call =
                  ToolGate.enter("f 1", receiver, "x", request, "drop_all", "{}", null, null);
              assertThat(call.refused()).isTrue();
              ToolGate.exit(call, null, null);
            },
            5);
    assertThat(bytes / CALLS).isBetween(100L, 1_000L);
  }

  /** Fills records and forgets them. */
  private static final class RecordsNothing extends DecisionRecorder {
    RecordsNothing(AuditLog log) {
      super(log, options(false), ArgumentsDigest.withRandomSalt());
    }

    @Override
    void append(DecisionRecord record) {}

    @Override
    void append(OutcomeRecord record) {}
  }
}
