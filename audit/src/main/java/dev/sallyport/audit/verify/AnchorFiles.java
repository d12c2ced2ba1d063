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

  AnchorFiles(FindingList findings) {
    this.findings = findings;
  }

  /** Reads a file of notes. */
  void read(Path file) {
    try (NoteReader notes = new NoteReader(file, LogFiles.length(file))) {
      boolean more = true;
      while (more) {
        more = take(notes, file);
      }
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
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      String source = "anchor `" + file + "`, byte `" + notes.begin() + "`";
      byOrigin
          .computeIfAbsent(checkpoint.origin(), origin -> new ArrayList<>())
          .add(new RootClaim(checkpoint, note, source));
    } catch (NoteFormatException e) {
      findings.add(
          FindingKind.ANCHOR_UNUSABLE,
          "anchor `" + file + "`, byte `" + notes.begin() + "`: " + e.getMessage());
    }
    return true;
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
