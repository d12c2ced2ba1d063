package dev.sallyport.audit.seal;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the sealing thread itself appends: rolls, key rotations, gaps. For that thread alone, but
 * for {@link #digested} and {@link #sealedFiles}.
 */
final class RunEvents {
  private static final long RETRY_NANOS = 1_000_000_000;

  private final AuditLog log;
  private final SealOptions options;
  private final SealedRun run;
  private final RunKeys keys;
  private final Queue<Roll> ended = new ConcurrentLinkedQueue<>();
  private final Queue<EndedFile> digested = new ConcurrentLinkedQueue<>();
  private final Queue<EndedFile> recorded = new ConcurrentLinkedQueue<>();
  private final List<EndedFile> sealedFiles = new CopyOnWriteArrayList<>();
  private long recordedLeaf;
  private long keySince = System.nanoTime();
  private @Nullable String nextKey;
  private long askedBefore;
  private long refusedBefore;
  private long refusedNow;
  private long firstRefusal;
  private long lastRefusal;
  private String reason = "";
  private boolean waiting;
  private long waitingSince;

  RunEvents(AuditLog log, SealOptions options, SealedRun run, RunKeys keys) {
    this.log = log;
    this.options = options;
    this.run = run;
    this.keys = keys;
    this.refusedBefore = log.refused();
    this.refusedNow = refusedBefore;
  }

  /** A file that ended and is sealed, and waits for its digest; null if there is none. */
  @Nullable Roll pollEnded() {
    return ended.poll();
  }

  /** Takes the digest of a file that ended. */
  void digested(EndedFile file) {
    digested.add(file);
  }

  /** The files of this run that ended, and whose ROLL is sealed, oldest first. */
  List<EndedFile> sealedFiles() {
    return sealedFiles;
  }

  /**
   * Appends what is due.
   *
   * @param mayRotate whether the key may be changed
   * @return whether it appended anything
   */
  boolean appendDue(boolean mayRotate) {
    if (isWaiting()) {
      return false;
    }
    long before = log.appended();
    reportGap();
    appendRolls();
    if (mayRotate) {
      rotate();
    }
    return log.appended() > before;
  }

  /**
   * Appends a record when the end was asked for, so that the log counts one that got into it
   * although its append threw. The key is not changed any more.
   */
  void appendLast() {
    if (isWaiting()) {
      return;
    }
    long before = log.appended();
    reportGap();
    appendRolls();
    if (!waiting && log.appended() == before) {
      append(RecordKind.GAP, gap(0, "an append failed after its record got into the log"));
    }
  }

  private boolean isWaiting() {
    waiting = waiting && System.nanoTime() - waitingSince < RETRY_NANOS;
    return waiting;
  }

  private Map<String, String> gap(long calls, String why) {
    Map<String, String> values = new TreeMap<>();
    long now = System.currentTimeMillis() * 1000;
    values.put("refused", Long.toString(calls));
    values.put("reason", why);
    values.put("first", Long.toString(firstRefusal == 0 ? now : firstRefusal));
    values.put("last", Long.toString(lastRefusal == 0 ? now : lastRefusal));
    return values;
  }

  private void reportGap() {
    long refused = log.refused();
    if (refused > refusedNow) {
      lastRefusal = System.currentTimeMillis() * 1000;
      firstRefusal = firstRefusal == 0 ? lastRefusal : firstRefusal;
      refusedNow = refused;
    }
    if (refusedNow == refusedBefore) {
      return;
    }
    String why = reason.isEmpty() ? "over before it could be looked at" : reason;
    if (append(RecordKind.GAP, gap(refusedNow - refusedBefore, why))) {
      refusedBefore = refusedNow;
      firstRefusal = 0;
      reason = "";
    }
  }

  private void appendRolls() {
    for (EndedFile file = digested.peek(); file != null && !waiting; file = digested.peek()) {
      Map<String, String> values = new TreeMap<>();
      values.put("file", file.digest().name());
      values.put("size", Long.toString(file.roll().end()));
      values.put("root", HexFormat.of().formatHex(file.roll().root()));
      values.put("length", Long.toString(file.digest().length()));
      values.put("sha256", file.digest().sha256());
      if (append(RecordKind.ROLL, values)) {
        recorded.add(file);
        digested.remove();
      }
    }
  }

  private void rotate() {
    boolean due = System.nanoTime() - keySince >= options.keyRotation().toNanos();
    boolean asked = run.rotation() >= 0 || run.size() < askedBefore;
    if (!due || waiting || asked) {
      return;
    }
    String key = nextKey;
    if (key == null) {
      key = keys.prepareNext().text();
      nextKey = key;
    }
    // If this throws after the record got into the log, the same key is named once more.
    append(RecordKind.KEY_ROTATE, Map.of("key", key));
    askedBefore = log.appended();
  }

  /** Whether a checkpoint should be written at once. */
  boolean wantsCheckpoint() {
    return run.rotation() >= 0;
  }

  /**
   * Notes that a checkpoint was written that covers everything read so far.
   *
   * @return whether there is something new for another thread to do
   */
  boolean sealed() {
    boolean news = ended.addAll(run.takeEnded());
    if (run.rotation() >= 0) {
      // The old key has signed the record that names the new one.
      keys.switchToNext();
      run.rotated();
      nextKey = null;
      keySince = System.nanoTime();
    }
    while (!recorded.isEmpty() && run.sealed() > recordedLeaf) {
      news |= sealedFiles.add(recorded.remove());
    }
    return news;
  }

  private boolean append(RecordKind kind, Map<String, String> values) {
    try {
      long leaf = log.append(new EventRecord(kind, values));
      if (kind == RecordKind.ROLL) {
        recordedLeaf = leaf;
      }
      return true;
    } catch (AuditUnavailableException e) {
      // This refusal is none of a call.
      refusedBefore++;
      refusedNow++;
      reason = String.valueOf(e.getMessage());
      waiting = true;
      waitingSince = System.nanoTime();
      return false;
    }
  }
}
