package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.SwitchableGate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view that is judged, and the records that are appended, belong to one call until that ends. */
class ViewInUseTest {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;

  @TempDir Path root;
  private @Nullable AuditLog log;
  private final Watch watch = new Watch();

  @BeforeEach
  void open() throws Exception {
    Path folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    EnforcerOptions options = new EnforcerOptions(BOOT_ID, true, false, 4096, null);
    GATE.enforcer =
        new Enforcer(
            new LoadedPolicy(watch, new byte[32], true),
            new WatchingRecorder(log, options, watch),
            options,
            () -> {},
            line -> {});
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(log).close();
  }

  @Test
  void isNotEnteredTwiceByThreadsThatCallAtOnce() throws Exception {
    Callers.start(
            100,
            false,
            thread -> {
              for (int round = 0; round < 50; round++) {
                ToolCall outer = enter("outer", thread);
                call("inner", thread);
                ToolGate.exit(outer, "done", null);
              }
            })
        .join();
    assertThat(watch.judged.get()).isEqualTo(100 * 50 * 4);
    watch.assertNeverShared();
  }

  @Test
  void isNotEnteredTwiceByCodeOfTheApplicationThatRunsWithinTheGate() {
    Object callsATool =
        new Object() {
          @Override
          public String toString() {
            return "called " + call("inner", "s");
          }
        };
    ToolCall call = enter("outer", callsATool);
    assertThat(call.refused()).isFalse();
    assertThat(ToolGate.exit(call, callsATool, null)).isNull();
    // Judging the call and its result reads the session, and judging the result that result, too.
    assertThat(watch.judged.get()).isEqualTo(2 + 3 * 2);
    watch.assertNeverShared();
  }

  @Test
  void isNotEnteredTwiceByACallThatThePolicyItselfMakes() {
    watch.within = () -> call("inner", "s");
    assertThat(call("outer", "s")).isEqualTo("permitted");
    watch.assertNeverShared();
    assertThat(watch.judged.get()).isGreaterThan(2);
  }

  private static ToolCall enter(String tool, Object session) {
    return ToolGate.enter("f 1", new Object(), "x", new Object(), tool, "{}", "Desk", session);
  }

  private static String call(String tool, Object session) {
    ToolCall call = enter(tool, session);
    String outcome = call.refused() ? "refused" : "permitted";
    ToolGate.exit(call, "done", null);
    return outcome;
  }

  /** The real engine, behind a look at who else uses the view. */
  private static final class Watch implements Judge {
    private final PolicyDecisionPoint engine;
    private final Set<Object> inUse =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final AtomicInteger shared = new AtomicInteger();
    private final AtomicInteger judged = new AtomicInteger();
    private @Nullable Runnable within;

    Watch() {
      String document =
          """
          apiVersion: governance.toolkit/v1
          name: t
          rules:
            - name: calls
              action: allow
            - name: results
              stage: post_tool
              action: allow
          """;
      try {
        engine =
            new PolicyDecisionPoint(
                PolicyParser.parse(
                    List.of(
                        new PolicySource("t.yaml", document.getBytes(StandardCharsets.UTF_8)))));
      } catch (dev.sallyport.engine.PolicyException e) {
        throw new AssertionError(e);
      }
    }

    void enter(Object part) {
      if (!inUse.add(part)) {
        shared.incrementAndGet();
      }
      Thread.yield();
    }

    void leave(Object part) {
      inUse.remove(part);
    }

    void assertNeverShared() {
      assertThat(shared.get()).isZero();
      assertThat(inUse).isEmpty();
    }

    @Override
    public Decision decide(CallView view) {
      judged.incrementAndGet();
      enter(view);
      Runnable once = within;
      within = null;
      if (once != null) {
        once.run();
      }
      Decision decision = engine.decide(view);
      leave(view);
      return decision;
    }

    @Override
    public @Nullable String maskedContent(Decision decision) {
      return decision.maskedContent();
    }
  }

  private static final class WatchingRecorder extends DecisionRecorder {
    private final Watch watch;

    WatchingRecorder(AuditLog log, EnforcerOptions options, Watch watch) {
      super(log, options, new ArgumentsDigest(new byte[32]));
      this.watch = watch;
    }

    @Override
    void append(DecisionRecord record) {
      watch.enter(record);
      super.append(record);
      watch.leave(record);
    }

    @Override
    void append(OutcomeRecord record) {
      watch.enter(record);
      super.append(record);
      watch.leave(record);
    }
  }
}
