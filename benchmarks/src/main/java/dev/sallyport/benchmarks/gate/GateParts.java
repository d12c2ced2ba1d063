package dev.sallyport.benchmarks.gate;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.EnforcerOptions;
import dev.sallyport.enforcer.LoadedPolicy;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.arguments.ArgumentShape;

/** One call of an empty tool through the whole gate, and what it is made of. Not thread-safe. */
final class GateParts {
  static final String FRAMEWORK = "langchain4j 1.19.0";
  private static final String RESULT = "ok";

  private final SwitchableGate gate;
  private final Gate enforcer;
  private final AuditLog log;
  private final PolicyDecisionPoint engine;
  private final CallView view = new CallView();
  private final ArgumentShape shape = new ArgumentShape();
  private final ArgumentsDigest digest = ArgumentsDigest.withRandomSalt();
  private final DecisionRecord digested = new DecisionRecord();
  private final DecisionRecord decision = new DecisionRecord();
  private final OutcomeRecord outcome = new OutcomeRecord();
  private final Object receiver = new Object();
  private final Object request = new Object();
  private long calls;

  GateParts(SwitchableGate gate, AuditLog log) throws PolicyException {
    this.gate = gate;
    this.log = log;
    PolicySet policy = GatePolicy.parse();
    engine = new PolicyDecisionPoint(policy, LimitCounter.EXHAUSTED);
    enforcer = enforcer(policy, log, digest);
    shape.read(GatePolicy.ARGUMENTS);
    decision
        .framework(FRAMEWORK)
        .agent("Desk")
        .session("session-1")
        .tool(GatePolicy.TOOL)
        .rule("small")
        .effect(RecordedEffect.ALLOW)
        .policyDigest(policy.digest())
        .argumentsDigest(digest, GatePolicy.ARGUMENTS)
        .argumentsLength(GatePolicy.ARGUMENTS.length())
        .argumentsForm(ArgumentsForm.REDACTED)
        .argumentsUtf8(shape.bytes().clone(), shape.length(), shape.characters());
  }

  static Enforcer enforcer(PolicySet policy, AuditLog log, ArgumentsDigest digest) {
    return new Enforcer(
        new LoadedPolicy(policy, LimitCounter.EXHAUSTED),
        log,
        digest,
        new EnforcerOptions(RunningLog.BOOT_ID, true, false, 1 << 20, null),
        () -> {},
        line -> {
          throw new IllegalStateException(line);
        });
  }

  void useWholeGate() {
    gate.use(enforcer);
  }

  void useEmptyGate() {
    gate.use(SwitchableGate.EMPTY);
  }

  /** Enter, empty tool, exit, by the gate in use. */
  long call() {
    ToolCall call =
        ToolGate.enter(
            FRAMEWORK,
            receiver,
            "execute",
            request,
            GatePolicy.TOOL,
            GatePolicy.ARGUMENTS,
            "Desk",
            "session-1");
    if (call.refused()) {
      throw new IllegalStateException(call.refusal());
    }
    ToolGate.exit(call, RESULT, null);
    return 1;
  }

  /** Fills the view and decides. */
  long evaluate() {
    view.tool(GatePolicy.TOOL)
        .arguments(GatePolicy.ARGUMENTS)
        .agent("Desk")
        .session("session-1")
        .framework(FRAMEWORK)
        .time(System.currentTimeMillis(), System.nanoTime());
    Decision decided = engine.decide(view);
    long sum = decided.effect().ordinal();
    view.clear().release();
    return sum;
  }

  /** The shape of the arguments and their digest. */
  long shapeAndDigest() {
    shape.read(GatePolicy.ARGUMENTS);
    digested.argumentsDigest(digest, GatePolicy.ARGUMENTS);
    return shape.length();
  }

  long appendDecision() {
    return log.append(decision.callId(++calls));
  }

  /** With the digest of the result, without which there is none. */
  long appendOutcome() {
    return log.append(
        outcome
            .clear()
            .callId(calls)
            .outcome(CallOutcome.RETURNED)
            .durationNanos(100)
            .resultLength(RESULT.length())
            .resultDigest(digest, RESULT));
  }
}
