package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checkpoints of a log that were kept elsewhere, by the run that they are of. Not thread-safe. */
final class AnchorFiles {
  private final Map<String, List<RootClaim>> byOrigin = new HashMap<>();
  private final FindingList findings;
  private final List<String> notes;
  private long taken;
  private long skipped;
  private String problem = "";

  /** {@code notes} is told of what was passed over. */
  AnchorFiles(FindingList findings, List<String> notes) {
    this.findings = findings;
    this.notes = notes;
  }

  /**
   * Reads a file of notes. What is no note is passed over, such as one that was cut when its writer
   * was killed: each note is verified by itself.
   */
  void read(Path file) {
    taken = 0;
    skipped = 0;
    try (NoteReader notes = new NoteReader(file, LogFiles.length(file))) {
      boolean more = true;
      while (more) {
        more = take(notes, file);
      }
      reportSkipped(file);
    } catch (IOException e) {
      findings.add(FindingKind.UNREADABLE, "can't read the anchor `" + file + "`: " + e);
    }
  }

  private boolean take(NoteReader notes, Path file) throws IOException {
    try {
      SignedNote note = notes.next();
      if (note == null) {
        return false;
      }
      add(note, file, notes.begin());
    } catch (NoteFormatException e) {
      if (skipped == 0) {
        problem = "byte `" + notes.begin() + "`: " + e.getMessage();
      }
      skipped += notes.end() - notes.begin();
      for (SignedNote note : CutNotes.lastOf(notes.refused())) {
        takeAfterCut(note, file, notes.end());
      }
    }
    return true;
  }

  private void add(SignedNote note, Path file, long begin) throws NoteFormatException {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (!CutNotes.isNamedAsSigned(note, checkpoint.origin())) {
      throw new NoteFormatException("no signature is by a key of `" + checkpoint.origin() + "`");
    }
    String source = "anchor `" + file + "`, byte `" + begin + "`";
    byOrigin
        .computeIfAbsent(checkpoint.origin(), origin -> new ArrayList<>())
        .add(new RootClaim(checkpoint, note, source));
    taken++;
  }

  private void takeAfterCut(SignedNote note, Path file, long end) {
    try {
      int length = note.bytes().length;
      add(note, file, end - length);
      skipped -= length;
    } catch (NoteFormatException e) {
      // It stays skipped.
    }
  }

  private void reportSkipped(Path file) {
    if (skipped > 0 && taken == 0) {
      findings.add(FindingKind.ANCHOR_UNUSABLE, "anchor `" + file + "`, " + problem);
    } else if (skipped > 0) {
      notes.add(
          "`" + skipped + "` bytes of the anchor `" + file + "` are no note; first: " + problem);
    }
  }

  /** The claims about the run with this origin. */
  List<RootClaim> of(String origin) {
    return byOrigin.getOrDefault(origin, List.of());
  }

  /** The origins that claims were read about. */
  List<String> origins() {
    List<String> origins = new ArrayList<>(byOrigin.keySet());
    origins.sort(null);
    return origins;
  }

  /** Says what the anchors make of a run that was read; {@code claims} are those of {@link #of}. */
  static void judge(RunOutcome run, List<RootClaim> claims) {
    KeySchedule keys = run.keys();
    for (RootClaim claim : claims) {
      SignedNote note = claim.note();
      boolean signed = keys != null && note != null && keys.isSignedByAny(note);
      boolean later = keys != null && note != null && keys.namesUnknownKey(note);
      boolean unreached = claim.outcome() == RootClaim.Outcome.UNREACHED;
      if (signed || unreached && later) {
        judgeSigned(run, claim);
      } else if (claim.outcome() != RootClaim.Outcome.NOT_COMPUTED) {
        String detail = claim.source() + " is not signed by a key of the run";
        run.findings().add(FindingKind.ANCHOR_UNUSABLE, detail);
      }
    }
  }

  /** Says what a claim that can be relied on makes of a run. */
  static void judgeSigned(RunOutcome run, RootClaim claim) {
    FindingList findings = run.findings();
    switch (claim.outcome()) {
      case HOLDS -> {
        run.anchoredTo(claim.size());
        if (claim.size() > run.sealed()) {
          String detail = claim.source() + " has a checkpoint of size `" + claim.size();
          findings.add(FindingKind.ROLLED_BACK, detail + "`, which is not here any more");
        }
      }
      case DIFFERS -> {
        String detail = claim.source() + " has another root for the first `" + claim.size();
        findings.add(
            findings.draft(FindingKind.FORKED, detail + "` records").withLeaves(0, claim.size()));
      }
      case UNREACHED -> {
        String detail = claim.source() + " covers `" + claim.size() + "` records; there are `";
        findings.add(
            findings
                .draft(FindingKind.ROLLED_BACK, detail + run.leaves() + "`")
                .withLeaves(run.leaves(), claim.size()));
      }
      case NOT_COMPUTED -> {
        // Damage was found before that size.
      }
    }
  }
}
