package dev.sallyport.cli.fleet;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns one run into messages, from where it was exported before. Records come in the order of
 * their leaf index, and a checkpoint after the leaves that it covers. Not thread-safe.
 */
final class RunExport implements Closeable {
  private final RunFolder run;
  private final String name;
  private final ExportProblems problems;
  private final RunNotes notes;
  private final TreeHasher hasher = new TreeHasher();

  /** Damage that was read since the last record. */
  private final List<String> damage = new ArrayList<>();

  private RunPosition position;
  private @Nullable LogTail tail;

  /** While records come that were exported before. */
  private boolean catchingUp;

  /** Whether the last record that was exported must come first. */
  private boolean mustHaveRead;

  private long lastRead = -1;
  private boolean ended;

  RunExport(RunFolder run, RunPosition position, ExportProblems problems) {
    this.run = run;
    this.name = String.valueOf(run.path().getFileName());
    this.position = position;
    this.problems = problems;
    this.notes = new RunNotes(run.path(), name, position, problems);
  }

  Path folder() {
    return run.path();
  }

  String name() {
    return name;
  }

  /** Whether the process that wrote the run has ended it, so that hardly anything will follow. */
  boolean ended() {
    return ended;
  }

  /**
   * Adds what comes next, until the batch is full or there is nothing more for now.
   *
   * @param following whether another look will follow, soon
   * @return whether there may be more at once
   */
  boolean fill(ItemBatch batch, boolean following) throws IOException {
    // Before the records: what these notes cover is in the log by now.
    notes.refresh(!following);
    LogTail open = open();
    while (!batch.isFull()) {
      if (addCoveredNote(batch)) {
        continue;
      }
      AuditEntry entry = open.next();
      if (entry == null) {
        atEnd(batch, following);
        return notes.isPending();
      }
      take(entry, open, batch);
    }
    return true;
  }

  private LogTail open() throws IOException {
    LogTail open = tail;
    if (open == null) {
      boolean known = Files.exists(run.path().resolve(position.file()));
      open =
          known
              ? LogTail.fromRecord(run.path(), position.file(), position.offset())
              : LogTail.fromOldest(run.path());
      tail = open;
      mustHaveRead = known;
      catchingUp = true;
      lastRead = -1;
    }
    return open;
  }

  private void take(AuditEntry entry, LogTail open, ItemBatch batch) {
    AuditRecord record = recordOf(entry);
    if (record == null) {
      damage.add(((AuditEntry.Damaged) entry).problem());
      return;
    }
    byte[] bytes = open.recordBytes();
    long leaf = record.leafIndex();
    if (leaf < position.nextLeaf()) {
      passOver(leaf, bytes);
      return;
    }
    checkCaughtUp();
    if (leaf > position.nextLeaf() && damage.isEmpty()) {
      damage.add("records `" + position.nextLeaf() + "` to `" + (leaf - 1) + "` are missing");
    }
    if (position.origin().isEmpty()) {
      begin(record, batch);
    }
    reportDamage();
    position =
        position.afterLeaf(
            leaf,
            String.valueOf(open.recordFile().getFileName()),
            open.recordOffset(),
            hash(bytes));
    String kind = record.kind().name().toLowerCase(Locale.ROOT);
    add(batch, position.origin() + "#" + leaf, kind, bytes, record);
    ended |= record.kind() == RecordKind.SHUTDOWN;
  }

  private static @Nullable AuditRecord recordOf(AuditEntry entry) {
    if (entry instanceof AuditEntry.Decision decision) {
      return decision.record();
    }
    if (entry instanceof AuditEntry.Outcome outcome) {
      return outcome.record();
    }
    return entry instanceof AuditEntry.Event event ? event.record() : null;
  }

  /** A record that was exported before; the last one must be the same as it was then. */
  private void passOver(long leaf, byte[] bytes) {
    lastRead = Math.max(lastRead, leaf);
    if (!catchingUp) {
      reportDamage();
      return;
    }
    damage.clear();
    boolean isLast = leaf == position.nextLeaf() - 1;
    if (isLast && !hash(bytes).equals(position.leafHash())) {
      problems.damaged(name, "record `" + leaf + "` is not the one that was exported");
      position = position.afterDamage();
    }
  }

  private void checkCaughtUp() {
    if (catchingUp && (mustHaveRead || lastRead >= 0) && lastRead < position.nextLeaf() - 1) {
      damage.add(
          "record `" + (position.nextLeaf() - 1) + "` was exported, and is not there any more");
    }
    catchingUp = false;
  }

  /** The first record that is exported tells what the log calls itself; its keys come before it. */
  private void begin(@Nullable AuditRecord first, ItemBatch batch) {
    String told =
        first instanceof EventRecord event && event.kind() == RecordKind.BOOT
            ? event.values().get("origin")
            : null;
    position = position.withOrigin(notes.origin(told));
    addFile(batch, NoteKind.EPOCH, false);
  }

  private boolean addCoveredNote(ItemBatch batch) {
    boolean named = !position.origin().isEmpty();
    RunNotes.Pending covered = named ? notes.next(position.nextLeaf()) : null;
    if (covered != null) {
      addNote(covered, batch);
    }
    return covered != null;
  }

  private void addNote(RunNotes.Pending pending, ItemBatch batch) {
    position = position.afterNote(pending.kind(), pending.end());
    String key = position.origin() + "/" + pending.kind().file() + "#" + pending.at();
    add(batch, key, pending.kind().exportedName(), pending.bytes(), null);
  }

  private void addFile(ItemBatch batch, NoteKind kind, boolean following) {
    RunNotes.WholeFile file = notes.file(kind, position.digestOf(kind), following);
    if (file != null) {
      position = position.afterFile(kind, file.digest());
      String key = position.origin() + "/" + kind.file();
      add(batch, key, kind.exportedName(), file.bytes(), null);
    }
  }

  private void add(
      ItemBatch batch, String key, String kind, byte[] value, @Nullable AuditRecord record) {
    batch.add(new ExportItem(name, key, kind, value, record, position));
  }

  private void atEnd(ItemBatch batch, boolean following) {
    if (mustHaveRead || lastRead >= 0) {
      checkCaughtUp();
    }
    reportDamage();
    if (position.origin().isEmpty() && notes.isPending()) {
      begin(null, batch); // there were records, and now there is none
    }
    if (position.origin().isEmpty()) {
      return;
    }
    RunNotes.Pending uncovered = notes.next(Long.MAX_VALUE);
    if (uncovered != null) {
      damage.add(
          "a checkpoint of `"
              + uncovered.size()
              + "` records was signed, and the log ends after `"
              + position.nextLeaf()
              + "`");
      reportDamage();
      addNote(uncovered, batch);
    }
    addFile(batch, NoteKind.CLOSED, following);
    addFile(batch, NoteKind.RECOVERED, following);
    ended |= !position.closed().equals(RunPosition.NONE);
    ended |= !position.recovered().equals(RunPosition.NONE);
  }

  private void reportDamage() {
    for (String what : damage) {
      problems.damaged(name, what);
      position = position.afterDamage();
    }
    damage.clear();
  }

  private String hash(byte[] record) {
    return HexFormat.of().formatHex(hasher.leaf(record));
  }

  /** Closes the files; the next {@link #fill} opens them where it was. */
  @Override
  public void close() throws IOException {
    LogTail open = tail;
    tail = null;
    if (open != null) {
      open.close();
    }
  }
}
