package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the first record of a run says about the run and about the one before it. */
final class RunClaims {
  private RunClaims() {}

  /** What {@code run} says about the tree of the run before it, or null if nothing. */
  static @Nullable RootClaim aboutPrevious(RunNotes run) {
    String size = run.bootValue("previous_size");
    String root = run.bootValue("previous_root");
    if (size == null || root == null || size.equals("0") || root.equals("-")) {
      return null;
    }
    try {
      Checkpoint said =
          new Checkpoint("previous", NoteText.parseDecimal(size), FileStatement.hex(root));
      return new RootClaim(said, null, "the run `" + run.name() + "`");
    } catch (NoteFormatException e) {
      run.findings().add(FindingKind.CONTRADICTION, "its first record: " + e.getMessage());
      return null;
    }
  }

  /** Compares the first record with the certified note of the run. */
  static void checkBoot(RunNotes run, EpochStatement epoch) {
    if (run.boot() == null) {
      return;
    }
    same(run, "origin", epoch.origin());
    same(run, "epoch", Long.toString(epoch.number()));
    same(run, "key", epoch.runKey().text());
    String previous = run.bootValue("previous");
    if (previous != null && !previous.equals("-") && !previous.equals(epoch.previous())) {
      same(run, "previous", String.valueOf(epoch.previous()));
    }
  }

  private static void same(RunNotes run, String name, String wanted) {
    String got = run.bootValue(name);
    if (!Objects.equals(got, wanted)) {
      String detail = "its first record has " + name + " `" + got + "`, its note `" + wanted + "`";
      run.findings().add(run.findings().draft(FindingKind.CONTRADICTION, detail).withLeaves(0, 1));
    }
  }

  /** Says what a later run's claim makes of {@code run}. */
  static void judge(RunOutcome run, RootClaim claim) {
    FindingList findings = run.findings();
    switch (claim.outcome()) {
      case HOLDS -> {
        if (claim.size() > run.sealed()) {
          String detail = claim.source() + " saw a checkpoint of size `" + claim.size();
          findings.add(FindingKind.ROLLED_BACK, detail + "`, which is not here any more");
        }
      }
      case DIFFERS -> {
        String detail = claim.source() + " saw another root for the first `" + claim.size();
        findings.add(
            findings
                .draft(FindingKind.CONTRADICTION, detail + "` records")
                .withLeaves(0, claim.size()));
      }
      case UNREACHED -> {
        if (!run.recordsGone()) {
          String detail = claim.source() + " saw `" + claim.size() + "` records; there are `";
          findings.add(
              findings
                  .draft(FindingKind.ROLLED_BACK, detail + run.leaves() + "`")
                  .withLeaves(run.leaves(), claim.size()));
        }
      }
      case NOT_COMPUTED -> {
        // Damage was found before that size.
      }
    }
  }

  /** Checks that the run before still ends as {@code run} saw it. */
  static void checkState(RunNotes run, RunNotes previous) {
    String state = run.bootValue("previous_state");
    boolean closedGone = "closed".equals(state) && previous.closed() == null;
    boolean recoveredGone = "recovered".equals(state) && previous.recovered() == null;
    if (closedGone || recoveredGone) {
      String file = closedGone ? LogFiles.CLOSED : LogFiles.RECOVERED;
      String detail = "the run `" + run.name() + "` saw the note when it started";
      previous.findings().add(FindingKind.FILE_MISSING, file, detail);
    }
  }
}
