package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.SwitchableGate.GATE;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tool calls behind the real enforcer, engine and log, in which tests do what a tool would do. */
final class ContainedTools implements AutoCloseable {
  static final long BOOT_ID = 0x3f9a1c20_00000001L;

  private final Path folder;
  private final AuditLog log;
  final List<String> reported = new ArrayList<>();
  private boolean enforce = true;
  private boolean fullArguments;
  private Readiness readiness = () -> {};

  ContainedTools(Path root) throws Exception {
    folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
  }

  ContainedTools observing() {
    enforce = false;
    return this;
  }

  ContainedTools keepingArguments() {
    fullArguments = true;
    return this;
  }

  ContainedTools ready(Readiness when) {
    readiness = when;
    return this;
  }

  /** Puts an enforcer with this policy behind the bridge. */
  LoadedPolicy use(String document) throws Exception {
    LoadedPolicy policy = load(document);
    EnforcerOptions options = new EnforcerOptions(BOOT_ID, enforce, fullArguments, 4096, null);
    DecisionRecorder recorder =
        new DecisionRecorder(log, options, new ArgumentsDigest(new byte[32]));
    GATE.enforcer = new Enforcer(policy, recorder, options, readiness, reported::add);
    GATE.enforcer.warmUp();
    govern(policy);
    return policy;
  }

  static LoadedPolicy load(String document) throws Exception {
    return new LoadedPolicy(
        PolicyParser.parse(
            List.of(new PolicySource("desk.yaml", document.getBytes(StandardCharsets.UTF_8)))),
        LimitCounter.EXHAUSTED);
  }

  static void govern(LoadedPolicy policy) {
    Governing.set(GATE, policy.governsRequests(), policy.governsWholeProcess(), policy.hasBoxes());
  }

  interface Body {
    void run() throws Exception;
  }

  /** Runs {@code body} as the tool. */
  static void within(String tool, Body body) throws Exception {
    CallContext before = CallContext.current();
    ToolCall call =
        ToolGate.enter(
            "langchain4j 1", new Object(), "execute", new Object(), tool, "{}", "Desk", "s-1");
    try {
      if (call.refused()) {
        throw new AssertionError("the tool itself is refused: " + call.refusal());
      }
      body.run();
    } finally {
      ToolGate.exit(call, null, null);
      CallContext.restore(before); // as what runs a tool on a pooled thread does
    }
  }

  void closeLog() {
    log.close();
  }

  List<DecisionRecord> decisions() throws Exception {
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

  /** The decisions about what tools did, without those about the tools. */
  List<DecisionRecord> steps() throws Exception {
    return decisions().stream().filter(one -> String.valueOf(one.tool()).contains(":")).toList();
  }

  @Override
  public void close() {
    Governing.set(GATE, false, false, false);
    CallContext.restore(null);
    log.close();
  }
}
