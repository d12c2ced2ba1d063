package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.SwitchableGate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The enforcer with the real engine and a real log; failures are put where they would arise. */
class EnforcerTest {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;
  private static final Readiness READY = () -> {};

  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: desk
      rules:
        - name: small
          tools: [refund]
          condition: "args.amount <= 100"
          action: allow
        - name: large
          tools: [refund]
          condition: "args.amount > 100"
          action: require_approval
        - name: mail
          tools: [send]
          action: allow
        - name: hide-card
          tools: [send]
          action: mask
          mask: [args.card]
      """;

  @TempDir Path root;
  private Path folder = Path.of("");
  private @Nullable AuditLog log;
  private final List<String> reported = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
  }

  @AfterEach
  void close() {
    log().close();
  }

  @Test
  void permitsWhatARuleAllowsAndRecordsDecisionThenOutcome() throws Exception {
    GATE.enforcer = enforcer(true);

    ToolCall call = enter("refund", "{\"amount\":50,\"to\":\"Ann\"}");
    assertThat(call.refused()).isFalse();
    ToolGate.exit(call, "done", null);

    List<AuditEntry> entries = entries();
    assertThat(entries).hasSize(2);
    DecisionRecord decision = ((AuditEntry.Decision) entries.get(0)).record();
    assertThat(decision.effect()).isEqualTo(RecordedEffect.ALLOW);
    assertThat(decision.rule()).isEqualTo("small");
    assertThat(decision.argumentsText())
        .isEqualTo("{\"amount\":\"number(2)\",\"to\":\"string(3)\"}");
    OutcomeRecord outcome = ((AuditEntry.Outcome) entries.get(1)).record();
    assertThat(outcome.callId()).isEqualTo(decision.callId());
    assertThat(outcome.resultLength()).isEqualTo(4);
  }

  @Test
  void tellsTheModelTheDecisionIdAndNoRule() throws Exception {
    GATE.enforcer = enforcer(true);

    ToolCall denied = enter("delete", "{}");
    assertThat(denied.refused()).isTrue();
    assertThat(denied.refusal())
        .isEqualTo("Tool call refused by policy (decision 3f9a1c20-1). Do not retry it.");
    ToolGate.exit(denied, null, null);

    ToolCall large = enter("refund", "{\"amount\":5000}");
    assertThat(large.refused()).isTrue();
    assertThat(large.refusal()).contains("no approver is configured").doesNotContain("large");
    ToolGate.exit(large, null, null);
    assertThat(decisions())
        .extracting(DecisionRecord::effect)
        .containsExactly(RecordedEffect.DENY, RecordedEffect.REQUIRE_APPROVAL);
  }

  @Test
  void refusesAndRecordsWhateverTheEngineThrows() throws Exception {
    List<Throwable> failures =
        List.of(
            new IllegalStateException("secret detail"),
            new StackOverflowError(),
            new OutOfMemoryError(),
            new NoClassDefFoundError("x"));
    for (Throwable failure : failures) {
      GATE.enforcer = enforcer(throwing(failure), recorder(true), true);

      ToolCall call = enter("refund", "{\"amount\":1}");

      assertThat(call.refused()).as(failure.toString()).isTrue();
      assertThat(call.refusal()).doesNotContain("secret");
      ToolGate.exit(call, null, null);
    }
    assertThat(decisions())
        .hasSize(failures.size())
        .allSatisfy(
            decision -> {
              assertThat(decision.effect()).isEqualTo(RecordedEffect.DENY);
              assertThat(decision.error()).startsWith("cannot decide: java.lang.");
            });
  }

  @Test
  void refusesWhateverTheLogThrows() throws Exception {
    List<Throwable> failures =
        List.of(
            new IllegalStateException("x"),
            new StackOverflowError(),
            new OutOfMemoryError(),
            new NoClassDefFoundError("x"));
    for (Throwable failure : failures) {
      GATE.enforcer = enforcer(judge(), new FailingRecorder(failure), true);

      ToolCall call = enter("refund", "{\"amount\":1}");

      assertThat(call.refused()).as(failure.toString()).isTrue();
      ToolGate.exit(call, null, null);
    }
    assertThat(reported).isNotEmpty().allMatch(line -> line.startsWith("tool calls are refused"));
  }

  @Test
  void refusesWhenTheLogIsClosed() throws Exception {
    GATE.enforcer = enforcer(true);
    log().close();

    ToolCall call = enter("refund", "{\"amount\":1}");

    assertThat(call.refused()).isTrue();
    ToolGate.exit(call, null, null);
  }

  @Test
  void refusesUntilReady() throws Exception {
    Readiness never =
        () -> {
          throw new IllegalStateException("the self check failed");
        };
    GATE.enforcer =
        new Enforcer(loaded(judge()), recorder(true), options(true), never, reported::add);

    ToolCall call = enter("refund", "{\"amount\":1}");

    assertThat(call.refused()).isTrue();
    ToolGate.exit(call, null, null);
  }

  @Test
  void refusesArgumentsThatAreNotStrictJson() throws Exception {
    GATE.enforcer = enforcer(true);
    List<String> hostile =
        List.of(
            "{\"amount\":50,\"amount\":5000}",
            "{\"amount\":50}{\"amount\":5000}",
            "{\"amount\":NaN}",
            "{\"amount\":1e400}",
            "{\"amount\":50}// 5000",
            "\"{\\\"amount\\\":50}\"");
    for (String arguments : hostile) {
      ToolCall call = enter("refund", arguments);
      assertThat(call.refused()).as(arguments).isTrue();
      ToolGate.exit(call, null, null);
    }
    assertThat(decisions())
        .hasSize(hostile.size())
        .allSatisfy(decision -> assertThat(decision.error()).startsWith("arguments"));
  }

  @Test
  void refusesArgumentsLongerThanTheSetting() throws Exception {
    GATE.enforcer = enforcer(true);

    ToolCall call = enter("refund", "{\"amount\":50,\"note\":\"" + "x".repeat(5000) + "\"}");

    assertThat(call.refused()).isTrue();
    ToolGate.exit(call, null, null);
    assertThat(decisions().get(0).error())
        .isEqualTo("arguments: 5023 characters, at most 4096 are judged");
  }

  @Test
  void letsEverythingRunInObserveModeAndRecordsWhatWouldBeDenied() throws Exception {
    GATE.enforcer = enforcer(false);

    ToolCall call = enter("delete", "{}");

    assertThat(call.refused()).isFalse();
    ToolGate.exit(call, "gone", null);
    DecisionRecord decision = decisions().get(0);
    assertThat(decision.effect()).isEqualTo(RecordedEffect.DENY);
    assertThat(decision.mode()).isEqualTo(EnforcementMode.OBSERVE);
  }

  @Test
  void judgesByThePolicyInForceAndNamesItInTheRecord() throws Exception {
    Enforcer enforcer =
        new Enforcer(loaded(POLICY), recorder(true), options(true), READY, reported::add);
    GATE.enforcer = enforcer;
    ToolCall before = enter("refund", "{\"amount\":50}");
    assertThat(before.refused()).isFalse();
    ToolGate.exit(before, "done", null);

    String stricter = POLICY.replace("<= 100", "<= 10");
    enforcer.use(loaded(stricter));

    ToolCall after = enter("refund", "{\"amount\":50}");
    assertThat(after.refused()).isTrue();
    ToolGate.exit(after, null, null);
    assertThat(decisions())
        .extracting(DecisionRecord::policyDigest)
        .containsExactly(policy(POLICY).digest(), policy(stricter).digest());
  }

  private static LoadedPolicy loaded(String document) throws Exception {
    return new LoadedPolicy(policy(document), LimitCounter.EXHAUSTED);
  }

  @Test
  void runsTheToolWithMaskedArguments() throws Exception {
    GATE.enforcer = enforcer(true);

    ToolCall call = enter("send", "{\"card\":\"4111111111111111\",\"n\":1}");

    assertThat(call.refused()).isFalse();
    assertThat(call.rewritten()).isTrue();
    assertThat(call.arguments()).isEqualTo("{\"card\":\"***\",\"n\":1}");
    ToolGate.exit(call, null, null);
    assertThat(decisions().get(0).argumentsRewritten()).isTrue();
  }

  @Test
  void refusesAndRecordsACallWhoseSessionHasNoText() throws Exception {
    GATE.enforcer = enforcer(true);
    Object session =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("detached");
          }
        };

    ToolCall call =
        ToolGate.enter("f 1", this, "execute", this, "refund", "{\"amount\":1}", null, session);

    assertThat(call.refused()).isTrue();
    assertThat(call.refusal()).contains("3f9a1c20-1");
    ToolGate.exit(call, null, null);
    assertThat(decisions().get(0).error()).startsWith("cannot decide: ");
  }

  @Test
  void preparesThePolicyInForceAndNotBeforeItIsTold() throws Exception {
    List<String> prepared = new ArrayList<>();
    Enforcer enforcer = enforcer(preparing("first", prepared), recorder(true), true);
    enforcer.use(loaded(preparing("second", prepared)));
    enforcer.warmUp();
    assertThat(prepared).isEmpty();

    enforcer.prepare();

    assertThat(prepared).containsExactly("second");
  }

  private static Judge preparing(String name, List<String> prepared) throws Exception {
    Judge real = judge();
    return new Judge() {
      @Override
      public Decision decide(CallView view) {
        return real.decide(view);
      }

      @Override
      public void prepare() {
        prepared.add(name);
      }

      @Override
      public @Nullable String maskedContent(Decision decision) {
        return null;
      }
    };
  }

  @Test
  void reportsTheSameKindOfFailureOnce() throws Exception {
    GATE.enforcer = enforcer(throwing(new IllegalStateException("x")), recorder(true), true);
    for (int i = 0; i < 100; i++) {
      ToolGate.exit(enter("refund", "{}"), null, null);
    }
    assertThat(reported).hasSize(1);
  }

  private static ToolCall enter(String tool, String arguments) {
    return ToolGate.enter(
        "langchain4j 1", new Object(), "execute", new Object(), tool, arguments, "Desk", "s-1");
  }

  private Enforcer enforcer(boolean enforce) throws Exception {
    return enforcer(judge(), recorder(enforce), enforce);
  }

  private Enforcer enforcer(Judge judge, DecisionRecorder recorder, boolean enforce) {
    return new Enforcer(loaded(judge), recorder, options(enforce), READY, reported::add);
  }

  private static Judge judge() throws Exception {
    return new EngineJudge(policy(POLICY), LimitCounter.EXHAUSTED);
  }

  private static LoadedPolicy loaded(Judge judge) {
    return new LoadedPolicy(judge, new byte[32], false);
  }

  private static PolicySet policy(String document) throws Exception {
    return PolicyParser.parse(
        List.of(new PolicySource("desk.yaml", document.getBytes(StandardCharsets.UTF_8))));
  }

  private static EnforcerOptions options(boolean enforce) {
    return new EnforcerOptions(BOOT_ID, enforce, false, 4096, null);
  }

  private DecisionRecorder recorder(boolean enforce) throws Exception {
    return new DecisionRecorder(log(), options(enforce), new ArgumentsDigest(new byte[32]));
  }

  private AuditLog log() {
    return Objects.requireNonNull(log);
  }

  private List<DecisionRecord> decisions() throws Exception {
    List<DecisionRecord> decisions = new ArrayList<>();
    for (AuditEntry entry : entries()) {
      if (entry instanceof AuditEntry.Decision decision) {
        decisions.add(decision.record());
      }
    }
    return decisions;
  }

  private List<AuditEntry> entries() throws Exception {
    List<AuditEntry> entries = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Judge throwing(Throwable failure) {
    return new Judge() {
      @Override
      public Decision decide(CallView view) {
        throw EnforcerTest.<RuntimeException>sneaky(failure);
      }

      @Override
      public @Nullable String maskedContent(Decision decision) {
        return null;
      }
    };
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
    throw (T) failure;
  }

  private static final class FailingRecorder extends DecisionRecorder {
    private final Throwable failure;

    FailingRecorder(Throwable failure) {
      super(
          AuditLog.openInBackground(Path.of("unused"), AuditOptions.defaults(1)),
          options(true),
          new ArgumentsDigest(new byte[32]));
      this.failure = failure;
    }

    @Override
    void decision(ToolCall call, Workspace workspace) {
      throw EnforcerTest.<RuntimeException>sneaky(failure);
    }
  }
}
