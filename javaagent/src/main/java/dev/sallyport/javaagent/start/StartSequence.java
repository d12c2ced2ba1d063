package dev.sallyport.javaagent.start;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.config.Mode;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.EnforcerOptions;
import dev.sallyport.enforcer.LoadedPolicy;
import dev.sallyport.enforcer.limits.CallLimits;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import dev.sallyport.instrumentation.WeavingListener;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start in numbered steps, on the thread that runs {@code premain}. What is slow, opening the
 * store, is left to a background thread that the first tool call waits for.
 */
final class StartSequence {
  private final Console console = new Console();
  private final OpeningGate opening = new OpeningGate();
  private final CallLimits limits = new CallLimits(console);
  private final StartRecords records = new StartRecords(opening, console);
  private final SelfChecks selfChecks;
  private final String version;
  private final Settings settings;
  private final Path here = Path.of("").toAbsolutePath();

  private StartSequence(String version, Settings settings) {
    this.version = version;
    this.settings = settings;
    this.selfChecks = new SelfChecks(settings.mode() == Mode.ENFORCE, opening, records, console);
  }

  static void run(@Nullable String arguments, Instrumentation instrumentation, String version)
      throws Exception {
    // 1. Settings, and the files of the policy that they lead to; parsed on a second core.
    Settings settings = Settings.read(arguments, System.getenv(), System.getProperties());
    StartSequence start = new StartSequence(version, settings);
    PolicyLocation location = PolicyFiles.find(settings, start.here);
    PolicyFiles files = new PolicyFiles(location, settings.maxPolicyBytes());
    List<PolicySource> sources = files.read();
    ExtendedDocuments extended = new ExtendedDocuments(files, List.of());
    PolicyLoadingStart.LOADING.parse(sources, PolicyFiles.limits(settings), extended);

    // 2. Weaving, from the next class that loads on; calls are refused until the gate is set.
    boolean enforce = settings.mode() == Mode.ENFORCE;
    WeavingListener listener =
        Weaving.install(instrumentation, enforce, start.records, start.selfChecks, start.console);

    // 3. The policy. Parsing takes as long as setting up the hash function and loading what is
    // next.
    MessageDigest.getInstance("SHA-256").digest();
    Preload.classes();
    PolicySet policy = PolicyLoadingStart.LOADING.result();
    Containment use =
        new Containment(instrumentation, enforce, new ContainmentCoverage(listener, start.records));
    use.prepare(policy);
    LoadedPolicy loaded = new LoadedPolicy(policy, start.limits.bind(policy.limits()));

    // 4. A fresh log folder, and the gate, which holds calls back until the log has begun.
    long bootId = KernelRandom.bootId();
    Path folder =
        AuditFolder.create(
            start.here.resolve(settings.auditFolder()),
            bootId,
            Instant.now(),
            settings.minFreeBytes());
    start.openGate(
        bootId,
        folder,
        new PolicySnapshot(location, sources, extended.given()),
        policy,
        loaded,
        use);
    start.console.start(StartLine.of(version, settings, location, policy, folder));
  }

  private void openGate(
      long bootId,
      Path folder,
      PolicySnapshot snapshot,
      PolicySet policy,
      LoadedPolicy loaded,
      Containment use) {
    AuditLog log =
        AuditLog.prepared(
            folder,
            new AuditOptions(
                bootId,
                settings.minFreeBytes(),
                AuditOptions.DEFAULT_OPEN_TIMEOUT,
                settings.syncDurability()));
    ArgumentsDigest digest = new ArgumentsDigest(KernelRandom.bytes(ArgumentsDigest.SALT_LENGTH));
    EnforcerOptions options =
        new EnforcerOptions(
            bootId,
            settings.mode() == Mode.ENFORCE,
            settings.fullArguments(),
            settings.maxArgumentChars(),
            settings.agentName());
    Enforcer enforcer = new Enforcer(loaded, log, digest, options, opening, console);
    SelfCheckGate gate = new SelfCheckGate(enforcer, records);
    ToolGate.open(gate);
    use.gateOpened(gate);
    use.inForce(policy);
    selfChecks.gateOpened(gate);
    LogSealing sealing = new LogSealing(settings, here, folder, bootId, console);
    records.writeInBackground(
        log,
        sealing,
        new ProcessFacts(version, settings, snapshot.location(), policy, digest),
        enforcer,
        new PolicyWatcher(settings, here, snapshot, log, enforcer, limits, use, console));
    Runtime.getRuntime().addShutdownHook(new ShutdownThread(records, sealing, log));
  }
}
