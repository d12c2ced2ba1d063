package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads one run from its first record to its last, and checks all that seals it. Used once. */
final class RunScan {
  private static final int HASH = 32;

  private final Path folder;
  private final KeySchedule keys;
  private final List<RootClaim> claims;
  private final VerifyOptions options;
  private final ReadProgress progress;
  private final FileDigests digests;
  private final FindingList findings;
  private final RunOutcome outcome;
  private final RotationSearch rotations;
  private final BadlySigned badlySigned = new BadlySigned();
  private final long beginMicros = System.currentTimeMillis() * 1000;
  private List<Path> files = List.of();
  private int nextClaim;
  private long lastSize = -1;
  private long unknownKeys;
  private long unchecked;

  RunScan(
      RunNotes notes,
      KeySchedule keys,
      List<RootClaim> claims,
      VerifyOptions options,
      KeptRotations removed,
      FileDigests digests,
      ReadProgress progress) {
    this.folder = notes.folder().path();
    this.keys = keys;
    this.claims = new ArrayList<>(claims);
    Collections.sort(this.claims);
    this.options = options;
    this.digests = digests;
    this.progress = progress;
    this.findings = notes.findings();
    this.outcome = new RunOutcome(notes, keys, this.claims, findings);
    this.rotations = new RotationSearch(keys, notes.name(), removed);
  }

  /**
   * Reads the run.
   *
   * @throws IOException if a file can't be read
   */
  RunOutcome scan() throws IOException {
    Path checkpoints = folder.resolve(LogFiles.CHECKPOINTS);
    long checkpointBytes = LogFiles.length(checkpoints);
    long first =
        CheckpointSizes.newestUpTo(checkpoints, checkpointBytes, options.sinceCheckpoint());
    files = LogFiles.storeFiles(folder);
    long hashBytes = LogFiles.length(folder.resolve(LogFiles.LEAF_HASHES));
    if (files.isEmpty() && hashBytes == 0) {
      outcome.setRecordsGone();
    }
    try (StoredHashes stored = new StoredHashes(folder.resolve(LogFiles.LEAF_HASHES), hashBytes);
        RecordWalk walk = new RecordWalk(files, this::opened);
        NoteReader notes = new NoteReader(checkpoints, checkpointBytes)) {
      LeafPlacing placing =
          new LeafPlacing(outcome.notes().folder().bootId(), walk, stored, findings);
      begin(first, walk, placing, stored);
      readCheckpoints(notes, placing);
      finish(placing, stored, checkpointBytes);
    }
    return outcome;
  }

  private void begin(long first, RecordWalk walk, LeafPlacing placing, StoredHashes stored)
      throws IOException {
    rotations.hiddenIn(files, first, stored);
    if (first > 0) {
      walk.skipTo(first);
      placing.passOver(first);
      outcome.notRead(first);
    }
  }

  private void readCheckpoints(NoteReader notes, LeafPlacing placing) throws IOException {
    boolean more = true;
    while (more) {
      try {
        SignedNote note = notes.next();
        more = note != null;
        if (note != null) {
          checkpoint(note, notes, placing);
        }
      } catch (NoteFormatException e) {
        findings.add(at(FindingKind.CHECKPOINT_ALTERED, notes, String.valueOf(e.getMessage())));
      }
    }
    if (!notes.endsLike(keys.origin())) {
      String detail = "what stands after the last checkpoint does not begin with the origin";
      findings.add(at(FindingKind.CHECKPOINT_ALTERED, notes, detail));
    }
  }

  private void checkpoint(SignedNote note, NoteReader place, LeafPlacing placing)
      throws IOException, NoteFormatException {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (!checkpoint.origin().equals(keys.origin())) {
      String detail = "got origin `" + checkpoint.origin() + "`, wanted `" + keys.origin() + "`";
      findings.add(at(FindingKind.OTHER_ORIGIN, place, detail));
      return;
    }
    if (!isSigned(note, place, checkpoint.size())) {
      return;
    }
    if (checkpoint.size() <= lastSize) {
      String detail = "size `" + checkpoint.size() + "` follows size `" + lastSize + "`";
      findings.add(at(FindingKind.CHECKPOINT_ALTERED, place, detail));
      return;
    }
    if (outcome.recordsGone()) {
      settleClaims(checkpoint);
    } else {
      advanceTo(checkpoint.size(), placing);
    }
    if (outcome.recordsGone() || settle(checkpoint, placing)) {
      outcome.checkpoint(checkpoint.size(), checkpoint.root());
      outcome.sealedTo(checkpoint.size());
    }
    progress.at(placing.offset());
    rotate(placing);
    keys.covered(checkpoint.size());
    lastSize = checkpoint.size();
  }

  private boolean isSigned(SignedNote note, NoteReader place, long size) throws IOException {
    if (keys.isSigned(note)) {
      return true;
    }
    if (keys.namesUnknownKey(note) && outcome.recordsGone()) {
      outcome.unshown(); // no leaf hash is left to show which key came next
      return false;
    }
    if (keys.namesUnknownKey(note) && rotations.reveal(lastSize) && keys.isSigned(note)) {
      return true;
    }
    boolean hidden = keys.namesUnknownKey(note) && !outcome.absent().isEmpty();
    unknownKeys += hidden ? 1 : 0;
    String detail = "the checkpoint of size `" + size + "` is not signed by the key in force";
    Finding finding = at(FindingKind.KEY_UNKNOWN, place, detail);
    if (hidden && unknownKeys == 1) {
      findings.add(finding);
    } else if (!hidden) {
      badlySigned.add(note, finding);
    }
    return false;
  }

  /** Lets the keys that the records named meanwhile wait for their turn. */
  private void rotate(LeafPlacing placing) {
    rotations.take(placing.events(), findings);
    outcome.absent().clear();
    outcome.absent().addAll(placing.absent());
  }

  private void advanceTo(long limit, LeafPlacing placing) throws IOException {
    while (nextClaim < claims.size() && claims.get(nextClaim).size() <= limit) {
      placing.advanceTo(claims.get(nextClaim).size());
      settleClaims(placing);
    }
    placing.advanceTo(limit);
  }

  /** Where no record is left to compare with, a signed root of the same size is. */
  private void settleClaims(Checkpoint signed) {
    for (RootClaim claim : claims) {
      if (claim.size() == signed.size()) {
        claim.compare(signed.root());
      }
    }
  }

  private void settleClaims(LeafPlacing placing) {
    while (nextClaim < claims.size() && claims.get(nextClaim).size() <= placing.leaves()) {
      RootClaim claim = claims.get(nextClaim++);
      claim.settle(
          claim.size() == placing.leaves()
              ? placing.tree().compare(claim.root())
              : RootClaim.Outcome.NOT_COMPUTED);
    }
  }

  /** Compares a signed root with the tree; false if the tree is not as it was sealed. */
  private boolean settle(Checkpoint signed, LeafPlacing placing) {
    List<Finding> suspects = placing.tree().suspects();
    long before = Math.max(outcome.sealed(), 0);
    switch (placing.tree().settle(signed.root())) {
      case RECORDS -> suspects.forEach(this::addTreeDamage);
      case LEAF_HASHES -> suspects.forEach(findings::add);
      case NEITHER -> {
        findings.add(rangeAltered(before, signed.size(), suspects));
        return false;
      }
      case UNKNOWN -> {
        unchecked++;
        return false;
      }
    }
    return true;
  }

  private Finding rangeAltered(long before, long size, List<Finding> suspects) {
    String detail = "the records are not those of the checkpoint of size `" + size + "`";
    if (!suspects.isEmpty()) {
      detail += "; the leaf hashes, which do not fit it either, name record `";
      detail += suspects.get(0).firstLeaf() + "`";
    }
    return findings.draft(FindingKind.RECORDS_ALTERED, detail).withLeaves(before, size);
  }

  private void addTreeDamage(Finding suspect) {
    long leaf = suspect.firstLeaf();
    findings.add(
        findings
            .draft(FindingKind.TREE_FILE_DAMAGED, "a leaf hash is wrong; the record is as sealed")
            .withFile(LogFiles.LEAF_HASHES)
            .withBytes(leaf * HASH, (leaf + 1) * HASH)
            .withLeaves(leaf, leaf + 1));
  }

  private void finish(LeafPlacing placing, StoredHashes stored, long checkpointBytes)
      throws IOException {
    if (!outcome.recordsGone()) {
      readToEnd(placing);
    }
    placing.tree().suspects().forEach(findings::add);
    placing.report();
    rotate(placing);
    badlySigned.report(keys, findings);
    outcome.leaves(outcome.recordsGone() ? outcome.lastSize() : placing.leaves());
    outcome.lastMicros(placing.lastMicros());
    outcome.events(placing.events());
    outcome.fileEnds(placing.fileEnds());
    new RunFiles(outcome, digests, files)
        .check(placing.ended(), stored.size(), checkpointBytes, outcome.notRead() > 0);
    if (unchecked + Math.max(unknownKeys - 1, 0) > 0) {
      reportUnchecked();
    }
  }

  private void readToEnd(LeafPlacing placing) throws IOException {
    EndStatement note = outcome.notes().end();
    RunEnd end = note == null ? null : new RunEnd(outcome, keys, note);
    boolean recovered = note != null && note.by() != null && placing.leaves() <= note.size();
    if (note != null && end != null && recovered) {
      advanceTo(note.size(), placing);
      end.check(placing, checkpoint -> settle(checkpoint, placing));
    }
    readTail(placing);
    if (end != null && recovered) {
      end.checkRest(placing);
    } else if (end != null) {
      end.check(placing, checkpoint -> settle(checkpoint, placing));
    }
  }

  private void reportUnchecked() {
    long more = Math.max(unknownKeys - 1, 0);
    String detail =
        more > 0
            ? "and `" + more + "` more checkpoints whose key is not known"
            : "`" + unchecked + "` later checkpoints can't be checked after that";
    FindingKind kind = more > 0 ? FindingKind.KEY_UNKNOWN : FindingKind.RECORDS_ALTERED;
    findings.add(kind, LogFiles.CHECKPOINTS, detail);
  }

  /** Reads what no checkpoint covers, but not what is written meanwhile without an end. */
  private void readTail(LeafPlacing placing) throws IOException {
    boolean over = outcome.notes().end() != null;
    boolean more = true;
    while (more) {
      settleClaims(placing);
      boolean written =
          !over && placing.lastMicros() > beginMicros && placing.leaves() > outcome.sealed();
      more = !written && placing.takeNext();
    }
    settleClaims(placing);
  }

  private Finding at(FindingKind kind, NoteReader place, String detail) {
    return findings
        .draft(kind, detail)
        .withFile(LogFiles.CHECKPOINTS)
        .withBytes(place.begin(), place.end());
  }

  private void opened(Path file) throws IOException {
    if (!file.equals(files.get(files.size() - 1))) {
      digests.start(file);
    }
    progress.opened(file);
  }
}
