package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what runs say about killed runs before them with what is there of those. */
final class Recoveries {
  private final Map<String, RunOutcome> runs;

  Recoveries(Map<String, RunOutcome> runs) {
    this.runs = runs;
  }

  /** Adds what does not fit to the findings of each run, and notes what recoveries have sealed. */
  void check() {
    for (RunOutcome run : runs.values()) {
      EndStatement note = run.notes().recovered();
      if (note != null && run.notes().closed() == null) {
        checkNote(run, note);
      }
      for (RunEvents.Placed recovery : run.events().recoveries()) {
        checkRecord(run, recovery);
      }
    }
  }

  private void checkNote(RunOutcome run, EndStatement note) {
    RunOutcome by = runs.get(String.valueOf(note.by()));
    KeySchedule keys = by == null ? null : by.keys();
    if (by == null || keys == null) {
      add(run, FindingKind.RUN_MISSING, "it is signed by the run `" + note.by() + "`");
      return;
    }
    if (by.recordsGone() && keys.namesUnknownKey(note.note())) {
      // Whether the records of that run may be gone is looked at on its own.
      run.remarks()
          .add(
              "the note `recovered` of `"
                  + run.name()
                  + "` was not checked: the records of `"
                  + by.name()
                  + "`, which name its key, are gone");
      return;
    }
    if (!keys.isSignedByAny(note.note())) {
      boolean hidden = keys.namesUnknownKey(note.note()) && !by.absent().isEmpty();
      FindingKind kind = hidden ? FindingKind.KEY_UNKNOWN : FindingKind.NOTE_ALTERED;
      add(run, kind, "it is not signed by a key of the run `" + note.by() + "`");
      return;
    }
    RunEvents.Placed record = recordAbout(by, run.name());
    if (record == null && by.absent().isEmpty() && by.notRead() == 0 && !by.recordsGone()) {
      add(run, FindingKind.CONTRADICTION, "no record of the run `" + note.by() + "` tells of it");
      return;
    }
    if (record != null && !fits(record, note)) {
      add(run, FindingKind.CONTRADICTION, "the run `" + note.by() + "` recorded something else");
      return;
    }
    if (run.endRootHolds()) {
      run.sealedTo(note.size());
    }
  }

  private static void add(RunOutcome run, FindingKind kind, String detail) {
    run.findings().add(kind, LogFiles.RECOVERED, detail);
  }

  private static RunEvents.@Nullable Placed recordAbout(RunOutcome by, String run) {
    for (RunEvents.Placed recovery : by.events().recoveries()) {
      if (recovery.value("run").equals(run)) {
        return recovery;
      }
    }
    return null;
  }

  private static boolean fits(RunEvents.Placed record, EndStatement note) {
    try {
      return NoteText.parseDecimal(record.value("size")) == note.size()
          && Arrays.equals(FileStatement.hex(record.value("root")), note.root());
    } catch (NoteFormatException e) {
      return false;
    }
  }

  private void checkRecord(RunOutcome by, RunEvents.Placed record) {
    RunOutcome run = runs.get(record.value("run"));
    if (run == null) {
      String detail = "a record tells of the run `" + record.value("run") + "`";
      by.findings().add(FindingKind.RUN_MISSING, detail);
      return;
    }
    if (run.notes().end() == null && !run.findings().hasFile(LogFiles.RECOVERED)) {
      run.findings()
          .add(
              FindingKind.NOT_CLOSED,
              LogFiles.RECOVERED,
              "the run `" + by.name() + "` has recovered this one; its note is missing");
    }
  }
}
