package dev.sallyport.javaagent.start;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.LogTail;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.EnforcerOptions;
import dev.sallyport.enforcer.LoadedPolicy;
import dev.sallyport.enforcer.limits.CallLimits;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The gate as a start leaves it: a policy from disk, a real log, and the reload that goes on. */
final class RunningGate implements AutoCloseable {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;

  /** The bridge takes one gate for the life of the JVM; each test puts its enforcer behind it. */
  private static final Switch SWITCH = new Switch();

  static {
    ToolGate.open(SWITCH);
  }

  final List<String> console = new ArrayList<>();
  final AuditLog log;
  final PolicySet first;
  final PolicyReload reload;
  private final Path folder;

  private RunningGate(Path audit, Settings settings, Path workingDirectory) throws Exception {
    folder = AuditFolder.create(audit, BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    PolicyLocation location = PolicyLocation.find(settings, workingDirectory, null);
    PolicyFiles files = new PolicyFiles(location, settings.maxPolicyBytes());
    List<PolicySource> sources = files.read();
    ExtendedDocuments extended = new ExtendedDocuments(files, List.of());
    first = PolicyParser.parse(sources, PolicyFiles.limits(settings), extended);
    log.append(ProcessFacts.policyLoad(first));
    CallLimits limits = new CallLimits(console::add);
    Enforcer enforcer =
        new Enforcer(
            new LoadedPolicy(first, limits.bind(first.limits())),
            log,
            new ArgumentsDigest(new byte[32]),
            new EnforcerOptions(BOOT_ID, true, true, 4096, null),
            () -> {},
            console::add);
    SWITCH.enforcer = enforcer;
    reload =
        new PolicyReload(
            settings,
            workingDirectory,
            new PolicySnapshot(location, sources, extended.given()),
            log,
            enforcer,
            limits,
            NOTHING_TO_WEAVE,
            console::add);
  }

  private static final PolicyUse NOTHING_TO_WEAVE =
      new PolicyUse() {
        @Override
        public void prepare(PolicySet policy) {}

        @Override
        public void inForce(PolicySet policy) {}
      };

  /** For the policy at {@code policy}; the log goes below {@code folder}. */
  static RunningGate at(Path policy, Path folder) throws Exception {
    Settings settings = Settings.read("policy=" + policy, Map.of(), new Properties());
    return new RunningGate(folder.resolve("audit"), settings, folder);
  }

  /** With these agent arguments; looks for the policy in {@code folder}. */
  static RunningGate in(Path folder, @Nullable String arguments) throws Exception {
    Settings settings = Settings.read(arguments, Map.of(), new Properties());
    return new RunningGate(folder.resolve("audit"), settings, folder);
  }

  /** Two checks, the fewest after which a change counts; whether another set is in force. */
  boolean checkTwice() {
    boolean first = reload.check();
    return reload.check() || first;
  }

  /** Whether a call of {@code tool} with {@code amount} may run; it then runs and returns. */
  boolean permits(String tool, int amount) {
    ToolCall call = enter(tool, "{\"amount\":" + amount + "}");
    boolean permitted = !call.refused();
    ToolGate.exit(call, "done", null);
    return permitted;
  }

  /** What a model reads if {@code tool} returns {@code result}. */
  String resultOf(String tool, String result) {
    ToolCall call = enter(tool, "{\"amount\":1}");
    ResultReplacement replacement = ToolGate.exit(call, result, null);
    return replacement == null ? result : replacement.text();
  }

  static ToolCall enter(String tool, String arguments) {
    return ToolGate.enter(
        "langchain4j 1", new Object(), "execute", new Object(), tool, arguments, "Desk", "s-1");
  }

  /** Everything in the log so far. */
  List<AuditEntry> entries() throws Exception {
    List<AuditEntry> entries = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  @Override
  public void close() {
    log.close();
  }

  private static final class Switch implements Gate {
    private volatile @Nullable Enforcer enforcer;

    @Override
    public void enter(ToolCall call) {
      Objects.requireNonNull(enforcer).enter(call);
    }

    @Override
    public boolean judgesResults() {
      return Objects.requireNonNull(enforcer).judgesResults();
    }

    @Override
    public @Nullable ResultReplacement judgeResult(
        ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
      return Objects.requireNonNull(enforcer).judgeResult(call, result, thrown);
    }

    @Override
    public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
      Objects.requireNonNull(enforcer).exit(call, result, thrown);
    }
  }
}
