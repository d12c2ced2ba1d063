package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.enforcer.Enforcer;
import dev.sallyport.enforcer.ErrorReporter;
import dev.sallyport.enforcer.LoadedPolicy;
import dev.sallyport.enforcer.UnaskedStageException;
import dev.sallyport.enforcer.limits.CallLimits;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a policy into force that has changed on disk. What does not load changes nothing. Not
 * thread-safe; knows no time, see {@link PolicyWatcher}.
 *
 * <p>Whether something has changed is told by the bytes alone: times and sizes of files are as
 * coarse as the file system, and can be set back. A change counts when two checks in a row see the
 * same, because a file that is only half written may well be a policy, with its last rules missing.
 */
final class PolicyReload {
  private final Settings settings;
  private final Path workingDirectory;
  private final AuditLog log;
  private final Enforcer enforcer;
  private final CallLimits limits;
  private final PolicyUse use;
  private final ErrorReporter console;

  private PolicySnapshot inForce;

  /** The extended documents to look at. */
  private List<ExtendedDocument> asked;

  /** What the last check saw: a snapshot, or why there is none. */
  private @Nullable PolicySnapshot lastSeen;

  private @Nullable String lastProblem;

  /** What was reported already. */
  private @Nullable PolicySnapshot refused;

  private @Nullable String reportedProblem;
  private boolean reportedUnrecorded;

  PolicyReload(
      Settings settings,
      Path workingDirectory,
      PolicySnapshot inForce,
      AuditLog log,
      Enforcer enforcer,
      CallLimits limits,
      PolicyUse use,
      ErrorReporter console) {
    this.settings = settings;
    this.workingDirectory = workingDirectory;
    this.inForce = inForce;
    this.asked = inForce.extended();
    this.log = log;
    this.enforcer = enforcer;
    this.limits = limits;
    this.use = use;
    this.console = console;
  }

  /** Looks once; whether another set is in force now. */
  boolean check() {
    PolicyFiles files;
    PolicySnapshot seen;
    try {
      files = new PolicyFiles(locate(), settings.maxPolicyBytes());
      seen = PolicySnapshot.read(files, asked);
    } catch (SettingsException | IOException e) {
      cannotRead(Console.reason(e));
      return false;
    }
    boolean settled = lastSeen != null && seen.covers(lastSeen);
    lastSeen = seen;
    lastProblem = null;
    if (seen.covers(inForce)) {
      refused = null;
      reportedProblem = null;
      return false;
    }
    if (!settled || refused != null && seen.covers(refused)) {
      return false;
    }
    reportedProblem = null;
    return load(seen, new ExtendedDocuments(files, seen.extended()));
  }

  /** Where it was; only if there was none, wherever one is now. */
  private PolicyLocation locate() throws SettingsException {
    PolicyLocation known = inForce.location();
    return known.files().isEmpty()
        ? PolicyFiles.find(settings, workingDirectory)
        : known.again(settings);
  }

  /** Says so once, and not for a moment in which one file takes the place of another. */
  private void cannotRead(String problem) {
    boolean settled = problem.equals(lastProblem);
    lastProblem = problem;
    lastSeen = null;
    if (settled && !problem.equals(reportedProblem)) {
      reportedProblem = problem;
      report(problem);
    }
  }

  private boolean load(PolicySnapshot seen, ExtendedDocuments extended) {
    PolicySet set;
    LoadedPolicy loaded;
    try {
      set = PolicyParser.parse(seen.sources(), PolicyFiles.limits(settings), extended);
      loaded = new LoadedPolicy(set, limits.bind(set.limits()));
      loaded.prepare();
      use.prepare(set);
    } catch (PolicyException | UnaskedStageException | IllegalStateException e) {
      if (!askForMore(extended)) {
        refused = snapshot(seen, extended);
        report(Console.reason(e));
      }
      return false;
    }
    return !askForMore(extended) && bringIntoForce(snapshot(seen, extended), set, loaded);
  }

  /** What it extends and nobody looked at before must be seen twice, too. */
  private boolean askForMore(ExtendedDocuments extended) {
    asked = new ArrayList<>(inForce.extended());
    for (ExtendedDocument document : extended.given()) {
      if (ExtendedDocuments.find(asked, document.from(), document.path()) == null) {
        asked.add(document);
      }
    }
    if (extended.readMore()) {
      lastSeen = null;
    }
    return extended.readMore();
  }

  private static PolicySnapshot snapshot(PolicySnapshot seen, ExtendedDocuments extended) {
    return new PolicySnapshot(seen.location(), seen.sources(), extended.given());
  }

  private boolean bringIntoForce(PolicySnapshot seen, PolicySet set, LoadedPolicy loaded) {
    try {
      // First the record: no decision may name a policy that the log does not know.
      log.append(ProcessFacts.policyLoad(set));
    } catch (AuditUnavailableException e) {
      cannotRecord(e);
      return false;
    }
    enforcer.use(loaded);
    use.inForce(set);
    limits.keepOnly(set.limits(), System.nanoTime());
    inForce = seen;
    asked = seen.extended();
    refused = null;
    reportedUnrecorded = false;
    console.report("policy reloaded: " + StartLine.described(seen.location(), set));
    return true;
  }

  /** The next check tries again: the disk may have room then. */
  private void cannotRecord(AuditUnavailableException failure) {
    if (!reportedUnrecorded) {
      reportedUnrecorded = true;
      report("the log cannot take it: " + Console.reason(failure));
    }
  }

  private void report(String problem) {
    console.report("policy not reloaded, the one before stays in force: " + problem);
  }
}
