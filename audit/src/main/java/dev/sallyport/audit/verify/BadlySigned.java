package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.SignedNote;
import java.util.ArrayList;
import java.util.List;

/**
 * Checkpoints that the key in force has not signed. Whether another key of the run has is known
 * once all its records were read. Not thread-safe.
 */
final class BadlySigned {
  private static final int MAX = 1_000;

  private record Entry(SignedNote note, Finding finding) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(SignedNote note, Finding finding) {
    if (entries.size() < MAX) {
      entries.add(new Entry(note, finding));
    }
  }

  /** Adds each to the findings, as what it is. */
  void report(KeySchedule keys, FindingList findings) {
    for (Entry entry : entries) {
      findings.add(entry.finding().withKind(keys.blame(entry.note())));
    }
    entries.clear();
  }
}
