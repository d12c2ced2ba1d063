package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.config.Settings;
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.limits.CallLimits;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a changed policy every second, for as long as the process lives. Reading beats being
 * told: events get lost on network file systems, bind mounts and swapped links.
 */
final class PolicyWatcher extends Thread {
  private static final long INTERVAL_MILLIS = 1_000;

  private final Settings settings;
  private final Path workingDirectory;
  private final PolicySnapshot inForce;
  private final AuditLog log;
  private final Enforcer enforcer;
  private final CallLimits limits;
  private final PolicyUse use;
  private final Console console;

  PolicyWatcher(
      Settings settings,
      Path workingDirectory,
      PolicySnapshot inForce,
      AuditLog log,
      Enforcer enforcer,
      CallLimits limits,
      PolicyUse use,
      Console console) {
    super(null, null, "sallyport-policy", 0, false);
    setDaemon(true);
    this.settings = settings;
    this.workingDirectory = workingDirectory;
    this.inForce = inForce;
    this.log = log;
    this.enforcer = enforcer;
    this.limits = limits;
    this.use = use;
    this.console = console;
  }

  @Override
  public void run() {
    PolicyReload reload =
        new PolicyReload(settings, workingDirectory, inForce, log, enforcer, limits, use, console);
    String reported = null;
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        reported = check(reload, reported);
      }
    } catch (InterruptedException e) {
      interrupt(); // nobody interrupts this thread but the end of the JVM
    }
  }

  /** Whatever goes wrong, such as want of memory, the next check may go well. */
  private @Nullable String check(PolicyReload reload, @Nullable String reported) {
    try {
      reload.check();
      return null;
    } catch (Throwable failure) {
      String problem = failure.toString();
      if (!problem.equals(reported)) {
        console.report("policy not reloaded, the one before stays in force: " + problem);
      }
      return problem;
    }
  }
}
