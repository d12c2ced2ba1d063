package dev.sallyport.audit.verify;

import org.jspecify.annotations.Nullable;

/**
 * One thing that keeps a log from being intact, and where it is. Immutable; {@code withX} makes a
 * changed copy.
 *
 * @param run name of the run's folder, or null if it concerns the whole log
 * @param file name of a file in that folder, or in the log's
 * @param from offset in {@code file} where it begins, or -1
 * @param to offset after it, or -1
 * @param firstLeaf first leaf index that it concerns, or -1
 * @param endLeaf leaf index after the last, or -1
 * @param decision id of the decision that the record is about, as the record now says
 * @param detail what was found, in one line; may hold text of the log
 */
public record Finding(
    FindingKind kind,
    @Nullable String run,
    @Nullable String file,
    long from,
    long to,
    long firstLeaf,
    long endLeaf,
    @Nullable String decision,
    String detail) {

  static Finding of(FindingKind kind, @Nullable String run, String detail) {
    return new Finding(kind, run, null, -1, -1, -1, -1, null, detail);
  }

  Finding withFile(String name) {
    return new Finding(kind, run, name, from, to, firstLeaf, endLeaf, decision, detail);
  }

  Finding withBytes(long begin, long end) {
    return new Finding(kind, run, file, begin, end, firstLeaf, endLeaf, decision, detail);
  }

  Finding withLeaves(long first, long end) {
    return new Finding(kind, run, file, from, to, first, end, decision, detail);
  }

  Finding withDecision(@Nullable String id) {
    return new Finding(kind, run, file, from, to, firstLeaf, endLeaf, id, detail);
  }

  Finding withKind(FindingKind other) {
    return new Finding(other, run, file, from, to, firstLeaf, endLeaf, decision, detail);
  }
}
