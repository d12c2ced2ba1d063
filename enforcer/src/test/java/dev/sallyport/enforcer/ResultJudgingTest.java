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
import dev.sallyport.audit.ToolStage;
import dev.sallyport.bootstrap.ResultReplacement;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the enforcer does about results, with a real log and a judge that decides by their text. */
class ResultJudgingTest {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;
  private static final byte[] DIGEST = new byte[32];

  @TempDir Path root;
  private Path folder = Path.of("");
  private @Nullable AuditLog log;
  private final List<String> reported = new ArrayList<>();
  private final ByText judge = new ByText();

  @BeforeEach
  void open() throws Exception {
    folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(log).close();
  }

  @Test
  void passesWhatIsAllowedAndRecordsBothDecisionsUnderOneId() throws Exception {
    assertThat(result("allowed", null)).isNull();

    List<DecisionRecord> decisions = decisions();
    assertThat(decisions)
        .extracting(DecisionRecord::stage)
        .containsExactly(ToolStage.PRE_TOOL, ToolStage.POST_TOOL);
    assertThat(decisions.get(1).callId()).isEqualTo(decisions.get(0).callId());
    assertThat(decisions.get(1).policyDigest()).isEqualTo(DIGEST);
    assertThat(decisions.get(1).argumentsRewritten()).isFalse();
    assertThat(judge.seen).containsExactly("pre_tool null", "post_tool allowed");
  }

  @Test
  void withholdsWhatIsDeniedAndSaysThatTheToolHasRun() throws Exception {
    ResultReplacement replacement = Objects.requireNonNull(result("denied: 4111", null));

    assertThat(replacement.isRefusal()).isTrue();
    assertThat(replacement.text())
        .isEqualTo(
            "Tool result withheld by policy (decision 3f9a1c20-1). The tool has run. Do not retry"
                + " it.");
    assertThat(decisions().get(1).effect()).isEqualTo(RecordedEffect.DENY);
  }

  @Test
  void withholdsWhatNeedsAnApproval() throws Exception {
    assertThat(text(result("approval", null))).contains("no approver is configured");
    assertThat(decisions().get(1).effect()).isEqualTo(RecordedEffect.REQUIRE_APPROVAL);
  }

  @Test
  void replacesWhatIsMasked() throws Exception {
    ResultReplacement replacement = result("masked 4111", null);

    assertThat(text(replacement)).isEqualTo("masked ***");
    assertThat(Objects.requireNonNull(replacement).isRefusal()).isFalse();
    assertThat(decisions().get(1).argumentsRewritten()).isTrue();
  }

  @Test
  void withholdsWhatWouldBeMaskedAndIsNoText() {
    assertThat(text(result(List.of("masked 4111"), null))).contains("withheld by policy");
    assertThat(result(List.of("allowed"), null)).isNull();
  }

  @Test
  void judgesTheMessagesOfWhatAToolThrows() {
    Exception thrown = new IllegalStateException("outer", new RuntimeException("denied: 4111"));

    assertThat(text(result(null, thrown))).contains("withheld by policy");
    assertThat(judge.seen).last().isEqualTo("post_tool outer\ndenied: 4111");
    assertThat(text(result(null, new Exception("masked 4111")))).contains("withheld by policy");
    assertThat(result(null, new Exception("allowed"))).isNull();
    assertThat(result(null, new OutOfMemoryError("denied"))).isNull();
  }

  @Test
  void withholdsWhatCannotBeRead() throws Exception {
    Object unreadable =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("detached");
          }
        };

    assertThat(text(result(unreadable, null))).contains("could not decide");
    assertThat(decisions().get(1).error()).startsWith("cannot decide: ");
    assertThat(text(result("allowed " + "x".repeat(5_000), null))).contains("could not decide");
    assertThat(decisions().get(3).error())
        .isEqualTo("result: 5008 characters, at most 4096 are judged");
  }

  @Test
  void withholdsWhateverTheEngineThrowsOverIt() {
    assertThat(text(result("broken", null))).contains("could not decide");
    assertThat(text(result("overflow", null))).contains("could not decide");
  }

  @Test
  void withholdsWhatCannotBeRecorded() {
    Enforcer enforcer = enforcer(true, true);
    ToolCall call = enter(enforcer);
    Objects.requireNonNull(log).close();

    ResultReplacement replacement = ToolGate.exit(call, "allowed", null);

    assertThat(text(replacement)).contains("could not decide");
    assertThat(reported).last().asString().startsWith("tool results are withheld");
  }

  @Test
  void changesNothingInObserveModeAndRecordsWhatWouldBeWithheld() throws Exception {
    for (String text : List.of("denied", "masked 4111", "approval", "broken")) {
      assertThat(result(enforcer(false, true), text, null)).as(text).isNull();
    }
    assertThat(decisions().get(1).effect()).isEqualTo(RecordedEffect.DENY);
  }

  @Test
  void asksNothingAboutResultsIfThePolicyHasNoRulesForThem() throws Exception {
    assertThat(result(enforcer(true, false), "denied", null)).isNull();

    assertThat(decisions()).extracting(DecisionRecord::stage).containsExactly(ToolStage.PRE_TOOL);
  }

  @Test
  void judgesTheResultByThePolicyThatIsInForceWhenItComes() throws Exception {
    Enforcer enforcer = enforcer(true, false);
    ToolCall call = enter(enforcer);
    byte[] newer = new byte[32];
    newer[0] = 1;
    enforcer.use(new LoadedPolicy(judge, newer, true));

    ResultReplacement replacement = ToolGate.exit(call, "denied", null);

    assertThat(text(replacement)).contains("withheld by policy");
    assertThat(decisions()).extracting(DecisionRecord::policyDigest).containsExactly(DIGEST, newer);
  }

  private @Nullable ResultReplacement result(@Nullable Object result, @Nullable Throwable thrown) {
    return result(enforcer(true, true), result, thrown);
  }

  private static @Nullable ResultReplacement result(
      Enforcer enforcer, @Nullable Object result, @Nullable Throwable thrown) {
    return ToolGate.exit(enter(enforcer), result, thrown);
  }

  private static ToolCall enter(Enforcer enforcer) {
    GATE.enforcer = enforcer;
    ToolCall call =
        ToolGate.enter("f 1", new Object(), "execute", new Object(), "look", "{}", "Desk", "s");
    assertThat(call.refused()).isFalse();
    return call;
  }

  private static String text(@Nullable ResultReplacement replacement) {
    return Objects.requireNonNull(replacement).text();
  }

  private Enforcer enforcer(boolean enforce, boolean judgesResults) {
    EnforcerOptions options = new EnforcerOptions(BOOT_ID, enforce, false, 4096, null);
    return new Enforcer(
        new LoadedPolicy(judge, DIGEST, judgesResults),
        new DecisionRecorder(
            Objects.requireNonNull(log), options, new ArgumentsDigest(new byte[32])),
        options,
        () -> {},
        reported::add);
  }

  private List<DecisionRecord> decisions() throws Exception {
    List<DecisionRecord> decisions = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (entry instanceof AuditEntry.Decision decision) {
          decisions.add(decision.record());
        }
      }
    }
    return decisions;
  }

  /** Real decisions of small policies; which one is up to the first word of the content. */
  private static final class ByText implements Judge {
    private final List<String> seen = new ArrayList<>();
    private @Nullable String content;

    @Override
    public Decision decide(CallView view) {
      content = view.content();
      seen.add(view.stage().word() + " " + content);
      String text = content == null ? "" : content.replace("[", "");
      if (text.startsWith("broken")) {
        throw new IllegalStateException("broken");
      }
      if (text.startsWith("overflow")) {
        throw new StackOverflowError();
      }
      return decision(
          text.contains("denied")
              ? "deny"
              : text.startsWith("approval") ? "require_approval" : "allow");
    }

    @Override
    public @Nullable String maskedContent(Decision decision) {
      return content != null && content.contains("masked") ? content.replace("4111", "***") : null;
    }

    private static Decision decision(String action) {
      String document =
          "apiVersion: governance.toolkit/v1\nname: t\nrules:\n  - name: r\n    action: " + action;
      try {
        return new PolicyDecisionPoint(
                PolicyParser.parse(
                    List.of(new PolicySource("t.yaml", document.getBytes(StandardCharsets.UTF_8)))))
            .decide(new CallView().tool("look"));
      } catch (dev.sallyport.engine.PolicyException e) {
        throw new AssertionError(e);
      }
    }
  }
}
