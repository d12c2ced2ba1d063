package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reading one run came to, for the checks between runs. Not thread-safe. */
final class RunOutcome {
  private final RunNotes notes;
  private final @Nullable KeySchedule keys;
  private final List<RootClaim> claims;
  private final FindingList findings;
  private Map<String, FileEnd> fileEnds = Map.of();
  private final List<LeafPlacing.Absent> absent = new ArrayList<>();
  private final List<FileStatement> missingFiles = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private RunEvents events = new RunEvents();
  private RunState state = RunState.OPEN;
  private long leaves;
  private long sealed;
  private long anchored;
  private long removed;
  private long notRead;
  private long checkpoints;
  private long unshown;
  private long lastMicros = -1;
  private boolean recordsGone;
  private boolean endRootHolds;
  private byte[] lastRoot = new byte[TreeHasher.LENGTH];
  private long lastSize;

  RunOutcome(
      RunNotes notes, @Nullable KeySchedule keys, List<RootClaim> claims, FindingList findings) {
    this.notes = notes;
    this.keys = keys;
    this.claims = claims;
    this.findings = findings;
  }

  RunNotes notes() {
    return notes;
  }

  String name() {
    return notes.name();
  }

  /** Null if the run has no key that the genesis key vouches for. */
  @Nullable KeySchedule keys() {
    return keys;
  }

  List<RootClaim> claims() {
    return claims;
  }

  FindingList findings() {
    return findings;
  }

  /** The trees at the ends of files, by name. */
  Map<String, FileEnd> fileEnds() {
    return fileEnds;
  }

  void fileEnds(Map<String, FileEnd> ends) {
    fileEnds = ends;
  }

  /** Leaves without records. */
  List<LeafPlacing.Absent> absent() {
    return absent;
  }

  /** Files that the note about the end names and that are gone. */
  List<FileStatement> missingFiles() {
    return missingFiles;
  }

  RunEvents events() {
    return events;
  }

  void events(RunEvents found) {
    events = found;
  }

  RunState state() {
    return state;
  }

  void state(RunState found) {
    state = found;
  }

  long leaves() {
    return leaves;
  }

  void leaves(long count) {
    leaves = count;
  }

  long sealed() {
    return sealed;
  }

  /** Everything below {@code size} is sealed. */
  void sealedTo(long size) {
    sealed = Math.max(sealed, size);
  }

  void anchoredTo(long size) {
    anchored = Math.max(anchored, size);
  }

  long anchored() {
    return anchored;
  }

  void removed(long count) {
    removed += count;
  }

  /** How many leaves were removed, as sealed records say. */
  long removed() {
    return removed;
  }

  void notRead(long count) {
    notRead = count;
  }

  long notRead() {
    return notRead;
  }

  /** A good checkpoint: its size and root. */
  void checkpoint(long size, byte[] root) {
    checkpoints++;
    lastSize = size;
    lastRoot = root.clone();
  }

  /** A checkpoint by a key that nothing leads to any more, since all records are gone. */
  void unshown() {
    unshown++;
  }

  /** What a reader should know and what changes no verdict. */
  List<String> remarks() {
    return remarks;
  }

  /** Notes that a sealed record says that all {@code size} records were removed. */
  void pruned(long size, byte[] root) {
    state = RunState.PRUNED;
    leaves = size;
    removed = size;
    sealedTo(size);
    for (RootClaim claim : claims) {
      settle(claim, size, root);
    }
    if (unshown > 0) {
      remarks.add(
          "the records of `"
              + name()
              + "` were removed in order, and with them what leads to the keys of `"
              + unshown
              + "` of its checkpoints; those were not checked");
    }
  }

  private void settle(RootClaim claim, long size, byte[] root) {
    boolean open = claim.outcome() == RootClaim.Outcome.UNREACHED;
    SignedNote note = claim.note();
    boolean shown = note == null || keys != null && keys.isSignedByAny(note);
    if (open && claim.size() == size && shown) {
      claim.compare(root);
    } else if (open && claim.size() <= size) {
      claim.settle(RootClaim.Outcome.NOT_COMPUTED);
    }
  }

  /** The size of the last good checkpoint. */
  long lastSize() {
    return lastSize;
  }

  /** The root of the last good checkpoint. */
  byte[] lastRoot() {
    return lastRoot.clone();
  }

  void lastMicros(long micros) {
    lastMicros = micros;
  }

  long lastMicros() {
    return lastMicros;
  }

  /** Whether neither records nor leaf hashes are there. */
  boolean recordsGone() {
    return recordsGone;
  }

  void setRecordsGone() {
    recordsGone = true;
  }

  /** Whether the tree is as the note about the end of the run says. */
  boolean endRootHolds() {
    return endRootHolds;
  }

  void endRootHolds(boolean holds) {
    endRootHolds = holds;
  }

  RunReport report() {
    EpochStatement epoch = notes.epoch();
    long covered = Math.max(sealed, anchored);
    return new RunReport(
        name(),
        epoch == null ? null : epoch.origin(),
        epoch == null ? -1 : epoch.number(),
        state,
        Math.max(leaves, covered),
        anchored,
        covered,
        removed,
        notRead,
        checkpoints,
        lastMicros);
  }
}
