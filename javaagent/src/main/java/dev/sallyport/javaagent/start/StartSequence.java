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
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.EnforcerOptions;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicySet;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The start in numbered steps, on the thread that runs {@code premain}. Everything slow (opening
 * the store, the self check) is left to background threads that the first tool call waits for.
 */
final class StartSequence {
  private StartSequence() {}

  static void run(@Nullable String arguments, Instrumentation instrumentation, String version)
      throws Exception {
    Console console = new Console();

    // 1. Settings, then the policy they lead to.
    Settings settings = Settings.read(arguments, System.getenv(), System.getProperties());
    Path here = Path.of("").toAbsolutePath();
    PolicyLocation location =
        PolicyLocation.find(
            settings,
            here,
            ApplicationJar.from(
                System.getProperty("java.class.path"), System.getProperty("sun.java.command")));
    PolicySet policy = PolicyFiles.load(location, settings.maxPolicyBytes());

    // 2. A fresh log folder; the store in it opens in the background.
    long bootId = KernelRandom.bootId();
    Path folder = AuditFolder.create(here.resolve(settings.auditFolder()), bootId, Instant.now());
    AuditLog log =
        AuditLog.openInBackground(
            folder,
            new AuditOptions(bootId, settings.minFreeBytes(), AuditOptions.DEFAULT_OPEN_TIMEOUT));

    // 3. The gate, closed until the log is open.
    OpeningGate opening = new OpeningGate();
    ArgumentsDigest digest = new ArgumentsDigest(KernelRandom.bytes(ArgumentsDigest.SALT_LENGTH));
    StartRecords records =
        new StartRecords(log, version, settings, location, policy, digest, opening, console);
    boolean enforce = settings.mode() == Mode.ENFORCE;
    ToolGate.open(
        new Enforcer(
            new PolicyDecisionPoint(policy),
            policy.digest(),
            log,
            digest,
            new EnforcerOptions(
                bootId,
                enforce,
                settings.fullArguments(),
                settings.maxArgumentChars(),
                settings.agentName()),
            opening,
            console));

    // 4. Weaving, from the next class that loads on.
    Weaving.install(instrumentation, enforce, records, console);

    // 5. The first records, and the end of the process.
    records.writeInBackground();
    Runtime.getRuntime().addShutdownHook(new ShutdownThread(records, log));
    console.start(StartLine.of(version, settings, location, policy, folder));
  }
}
