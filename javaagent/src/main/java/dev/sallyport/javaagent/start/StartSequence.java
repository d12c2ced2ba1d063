package dev.sallyport.javaagent.start;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.config.ApplicationJar;
import dev.sallyport.config.Mode;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.EnforcerOptions;
import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicySet;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The start in numbered steps, on the thread that runs {@code premain}. What is slow, opening the
 * store, is left to a background thread that the first tool call waits for.
 */
final class StartSequence {
  private final Console console = new Console();
  private final OpeningGate opening = new OpeningGate();
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
    PolicyLocation location = start.policyLocation();
    PolicyFiles files = new PolicyFiles(location, settings.maxPolicyBytes());
    PolicyLoadingStart.LOADING.parse(files.read(), start.engineLimits(), files);

    // 2. Weaving, from the next class that loads on; calls are refused until the gate is set.
    Weaving.install(
        instrumentation,
        settings.mode() == Mode.ENFORCE,
        start.records,
        start.selfChecks,
        start.console);

    // 3. The policy. Parsing takes as long as setting up the hash function and loading what is
    // next.
    MessageDigest.getInstance("SHA-256").digest();
    Preload.classes();
    PolicySet policy = PolicyLoadingStart.LOADING.result();

    // 4. A fresh log folder, and the gate, which holds calls back until the log has begun.
    long bootId = KernelRandom.bootId();
    Path folder =
        AuditFolder.create(
            start.here.resolve(settings.auditFolder()),
            bootId,
            Instant.now(),
            settings.minFreeBytes());
    start.openGate(bootId, folder, location, policy);
    start.console.start(StartLine.of(version, settings, location, policy, folder));
  }

  private EngineLimits engineLimits() {
    return new EngineLimits(
        settings.maxPolicyBytes(),
        settings.maxRules(),
        settings.maxConditionDepth(),
        settings.maxArgumentChars(),
        settings.maxArgumentDepth(),
        settings.maxArgumentKeys());
  }

  private PolicyLocation policyLocation() throws SettingsException {
    return PolicyLocation.find(
        settings,
        here,
        ApplicationJar.from(
            System.getProperty("java.class.path"), System.getProperty("sun.java.command")));
  }

  private void openGate(long bootId, Path folder, PolicyLocation location, PolicySet policy) {
    AuditLog log =
        AuditLog.prepared(
            folder,
            new AuditOptions(bootId, settings.minFreeBytes(), AuditOptions.DEFAULT_OPEN_TIMEOUT));
    ArgumentsDigest digest = new ArgumentsDigest(KernelRandom.bytes(ArgumentsDigest.SALT_LENGTH));
    EnforcerOptions options =
        new EnforcerOptions(
            bootId,
            settings.mode() == Mode.ENFORCE,
            settings.fullArguments(),
            settings.maxArgumentChars(),
            settings.agentName());
    Enforcer enforcer =
        new Enforcer(
            new PolicyDecisionPoint(policy),
            policy.digest(),
            log,
            digest,
            options,
            opening,
            console);
    SelfCheckGate gate = new SelfCheckGate(enforcer);
    ToolGate.open(gate);
    selfChecks.gateOpened(gate);
    records.writeInBackground(
        log, new ProcessFacts(version, settings, location, policy, digest), enforcer);
    Runtime.getRuntime().addShutdownHook(new ShutdownThread(records, log));
  }
}
