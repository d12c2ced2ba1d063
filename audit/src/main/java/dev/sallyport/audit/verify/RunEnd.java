package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import java.io.IOException;
import java.util.function.Predicate;

/** Compares the end of a run with the note about it. Used once. */
final class RunEnd {
  private final RunOutcome outcome;
  private final KeySchedule keys;
  private final EndStatement end;
  private final FindingList findings;
  private final String file;

  RunEnd(RunOutcome outcome, KeySchedule keys, EndStatement end) {
    this.outcome = outcome;
    this.keys = keys;
    this.end = end;
    this.findings = outcome.findings();
    this.file = end.by() == null ? LogFiles.CLOSED : LogFiles.RECOVERED;
  }

  /**
   * Checks size and root, and the signature of a closing note. That of a note by another run is
   * checked once that run was read.
   *
   * @param settle takes a signed root, and tells whether the tree has it
   */
  void check(LeafPlacing placing, Predicate<Checkpoint> settle) throws IOException {
    boolean closed = end.by() == null;
    outcome.state(closed ? RunState.CLOSED : RunState.RECOVERED);
    if (!end.origin().equals(keys.origin() + "/" + file)) {
      String detail = "got origin `" + end.origin() + "`, wanted `" + keys.origin() + "/" + file;
      findings.add(FindingKind.OTHER_ORIGIN, file, detail + "`");
      return;
    }
    if (closed && !isSigned()) {
      return;
    }
    if (placing.leaves() < end.size()) {
      placing.advanceTo(end.size());
    }
    if (placing.leaves() > end.size()) {
      addSurplus(placing);
      return;
    }
    boolean holds = settle.test(new Checkpoint(keys.origin(), end.size(), end.root()));
    outcome.endRootHolds(holds);
    if (closed && holds) {
      outcome.sealedTo(end.size());
    }
  }

  /**
   * Checks what stands after all that was recovered, which was read and {@link #check checked}
   * before. A crash of the machine may leave records after a damaged one.
   */
  void checkRest(LeafPlacing placing) {
    boolean damaged = findings.hasLeaf(end.size());
    for (LeafPlacing.Absent range : placing.absent()) {
      damaged |= range.first() == end.size();
    }
    if (placing.leaves() > end.size() && !damaged) {
      addSurplus(placing);
    }
  }

  private void addSurplus(LeafPlacing placing) {
    String detail = "there are records from `" + end.size() + "`, where the run ended, on";
    findings.add(
        findings
            .draft(FindingKind.CONTRADICTION, detail)
            .withFile(file)
            .withLeaves(end.size(), placing.leaves()));
  }

  private boolean isSigned() {
    if (keys.isSigned(end.note())) {
      return true;
    }
    boolean unknown = keys.namesUnknownKey(end.note()) && !outcome.absent().isEmpty();
    boolean early = keys.isSignedByAny(end.note());
    FindingKind kind =
        unknown
            ? FindingKind.KEY_UNKNOWN
            : early ? FindingKind.KEY_NOT_IN_FORCE : FindingKind.NOTE_ALTERED;
    findings.add(kind, file, "the note is not signed by the key in force");
    return false;
  }
}
