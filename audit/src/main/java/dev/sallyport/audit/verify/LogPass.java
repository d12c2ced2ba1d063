package dev.sallyport.audit.verify;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pass over a log: its keys, then each run, then what the runs say about each other. */
final class LogPass {
  private final VerifyOptions options;
  private final ReadProgress progress;
  private final FindingList findings = new FindingList(null);
  private final List<String> notes = new ArrayList<>();
  private final AnchorFiles anchors = new AnchorFiles(findings, notes);
  private final List<RunNotes> runs = new ArrayList<>();
  private final KeptRotations removed = new KeptRotations(runs);
  private final Map<String, RunOutcome> outcomes = new LinkedHashMap<>();
  private final Map<String, List<RootClaim>> previousClaims = new HashMap<>();
  private final Map<String, Cosignatures> cosignatures = new HashMap<>();
  private final Path root;

  /** The one run that was asked for, or null for all. */
  private final @Nullable String only;

  LogPass(VerifyOptions options, ReadProgress progress) throws IOException {
    this.options = options;
    this.progress = progress;
    List<RunFolder> listed = RunFolders.list(options.folder());
    boolean one = listed.size() == 1 && listed.get(0).path().equals(options.folder());
    Path folder = options.folder().toAbsolutePath().normalize();
    Path parent = folder.getParent();
    this.root = one && parent != null ? parent : options.folder();
    this.only = one ? LogFiles.name(folder) : null;
  }

  VerifyReport run() throws IOException {
    NoteVerifier key = GenesisKey.find(root, options.key(), findings);
    if (key == null) {
      return report(null);
    }
    // What was kept elsewhere is read first: the log only grows.
    for (Path file : options.anchors()) {
      anchors.read(file);
    }
    for (RunFolder folder : RunFolders.list(root)) {
      runs.add(RunNotes.read(folder));
    }
    EpochChain chain = new EpochChain(key, findings);
    chain.follow(runs);
    readRuns(chain);
    judge(chain);
    GenesisKey.checkNext(root, options.epochKey(), chain, findings);
    if (runs.isEmpty()) {
      findings.add(FindingKind.NOT_SEALED, "there is no run in the folder");
    }
    return report(key);
  }

  private void readRuns(EpochChain chain) throws IOException {
    for (RunNotes run : runs) {
      EpochStatement epoch = run.epoch();
      RootClaim claim = RunClaims.aboutPrevious(run);
      if (epoch != null && epoch.previous() != null && claim != null) {
        previousClaims.computeIfAbsent(epoch.previous(), name -> new ArrayList<>()).add(claim);
      }
    }
    expectBytes();
    try (FileDigests digests = new FileDigests()) {
      for (RunNotes run : runs) {
        if (isWanted(run)) {
          outcomes.put(run.name(), read(run, chain, digests));
          digests.clear();
        }
      }
    }
  }

  private boolean isWanted(RunNotes run) {
    return only == null || only.equals(run.name());
  }

  private void expectBytes() throws IOException {
    for (RunNotes run : runs) {
      if (isWanted(run)) {
        for (Path file : LogFiles.storeFiles(run.folder().path())) {
          progress.expect(LogFiles.length(file));
        }
      }
    }
  }

  private RunOutcome read(RunNotes run, EpochChain chain, FileDigests digests) {
    EpochStatement epoch = run.epoch();
    try {
      if (run.isVoid()) {
        RunOutcome empty = new RunOutcome(run, null, anchorsOf(epoch), run.findings());
        empty.state(RunState.EMPTY);
        return empty;
      }
      if (epoch == null) {
        if (!run.findings().hasFile(LogFiles.EPOCH)) {
          String detail = "nothing says which key signs this run";
          run.findings().add(FindingKind.FILE_MISSING, LogFiles.EPOCH, detail);
        }
        return new RunOutcome(run, null, List.of(), run.findings());
      }
      return scan(run, epoch, chain, digests);
    } catch (IOException e) {
      run.findings().add(FindingKind.UNREADABLE, String.valueOf(e.getMessage()));
      return new RunOutcome(run, null, List.of(), run.findings());
    }
  }

  private RunOutcome scan(RunNotes run, EpochStatement epoch, EpochChain chain, FileDigests digests)
      throws IOException {
    RunClaims.checkBoot(run, epoch);
    Cosignatures cosigned = Cosignatures.read(run);
    cosignatures.put(run.name(), cosigned);
    List<RootClaim> claims = new ArrayList<>(anchorsOf(epoch));
    claims.addAll(cosigned.claims());
    claims.addAll(previousClaims.getOrDefault(run.name(), List.of()));
    KeySchedule keys = new KeySchedule(epoch.runKey());
    if (!chain.isCertified(run)) {
      String detail = "the genesis key does not vouch for its key";
      run.findings().add(FindingKind.NOTE_ALTERED, LogFiles.EPOCH, detail);
    }
    return new RunScan(run, keys, claims, options, removed, digests, progress).scan();
  }

  private List<RootClaim> anchorsOf(@Nullable EpochStatement epoch) {
    return epoch == null ? List.of() : anchors.of(epoch.origin());
  }

  /** What can only be said once all runs were read. */
  private void judge(EpochChain chain) throws IOException {
    if (only == null) {
      new Recoveries(outcomes).check();
    }
    Prunings prunings = new Prunings(outcomes.values());
    for (RunOutcome run : outcomes.values()) {
      prunings.check(run);
      judgePrevious(run.notes());
      for (RootClaim claim : previousClaims.getOrDefault(run.name(), List.of())) {
        RunClaims.judge(run, claim);
      }
      AnchorFiles.judge(run, anchorsOf(run.notes().epoch()));
      Cosignatures cosigned = cosignatures.get(run.name());
      if (cosigned != null) {
        cosigned.judge(run, options.witnesses());
      }
      run.findings().soften(Math.max(run.sealed(), run.anchored()));
      requireAnchor(run);
    }
    checkAnchorOrigins(chain);
  }

  private void judgePrevious(RunNotes run) {
    EpochStatement epoch = run.epoch();
    RunOutcome previous = epoch == null ? null : outcomes.get(String.valueOf(epoch.previous()));
    if (previous != null) {
      RunClaims.checkState(run, previous.notes());
    }
  }

  private void requireAnchor(RunOutcome run) {
    if (options.requireAnchor() && run.anchored() < run.sealed()) {
      run.findings()
          .add(
              run.findings()
                  .draft(FindingKind.NOT_ANCHORED, "no checkpoint kept elsewhere covers them")
                  .withLeaves(run.anchored(), run.sealed()));
    }
  }

  /** An anchor of a run that is not here is a run that was removed. */
  private void checkAnchorOrigins(EpochChain chain) {
    boolean any = false;
    for (String origin : anchors.origins()) {
      boolean ours = origin.startsWith(chain.logName() + "/");
      any |= ours;
      if (ours && !isOriginOfRun(origin)) {
        findings.add(
            FindingKind.RUN_MISSING, "an anchor is of `" + origin + "`, and there is no such run");
      }
    }
    if (!any && !options.anchors().isEmpty()) {
      String detail = "the anchors hold no checkpoint of the log `" + chain.logName() + "`";
      findings.add(FindingKind.ANCHOR_UNUSABLE, detail);
    }
  }

  private boolean isOriginOfRun(String origin) {
    for (RunNotes run : runs) {
      EpochStatement epoch = run.epoch();
      if (epoch != null && epoch.origin().equals(origin)) {
        return true;
      }
    }
    return false;
  }

  private VerifyReport report(@Nullable NoteVerifier key) {
    List<RunReport> reports = new ArrayList<>();
    List<Finding> all = new ArrayList<>(findings.all());
    for (RunNotes run : runs) {
      RunOutcome outcome = outcomes.get(run.name());
      if (outcome != null) {
        reports.add(outcome.report());
        all.addAll(outcome.findings().all());
        notes.addAll(outcome.remarks());
      }
    }
    return new VerifyReport(
        key == null ? null : key.text(), options.key() != null, reports, all, notes);
  }
}
