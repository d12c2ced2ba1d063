package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log that is open: its store and what each append needs beside it. For one caller at a time, who
 * holds the log's lock, but for what is said to be for any thread.
 */
final class OpenLog {
  /** Room that is kept ahead of the writer, more if it is fast. */
  private static final long LEAST_AHEAD = 256L << 10;

  private static final long MOST_AHEAD = 8L << 20;

  private final AuditLog log;
  private final long bootId;
  private final WriterLock writerLock;
  private final ChronicleStore store;
  private final FolderHealth health;

  /** Any thread may take one of these. */
  private final EncoderPool encoders;

  /** For an append that found none in the pool. */
  private final RecordEncoder spare;

  private long nextLeaf;
  private boolean leafUncertain;
  private @Nullable Path closedNote;

  /** Of {@link #maintain} alone. */
  private ChronicleStore.@Nullable Tip lastTip;

  private OpenLog(AuditLog log, AuditOptions options, LogParts parts, WriterLock writerLock)
      throws IOException {
    this.log = log;
    this.bootId = options.bootId();
    this.writerLock = writerLock;
    this.health = new FolderHealth(log.folder(), options.minFreeBytes());
    this.store = parts.openStore(log.folder());
    this.encoders = new EncoderPool(parts, Runtime.getRuntime().availableProcessors());
    this.spare = parts.encoder();
  }

  /** Opens what is in the folder of {@code log}, which nobody else may be writing. */
  static OpenLog open(AuditLog log, AuditOptions options, LogParts parts) throws IOException {
    WriterLock writerLock = WriterLock.take(log.folder());
    try {
      return new OpenLog(log, options, parts, writerLock);
    } catch (Throwable e) {
      writerLock.close();
      throw e;
    }
  }

  EncoderPool encoders() {
    return encoders;
  }

  ChronicleStore store() {
    return store;
  }

  /** How many leaves were appended. */
  long leaves() {
    return nextLeaf;
  }

  /** As {@link AuditLog#endedBy}. */
  void endedBy(Path note) {
    closedNote = note;
  }

  /**
   * Makes sure that the log can take a record.
   *
   * @throws AuditUnavailableException if it can't
   */
  void prepareAppend(long nanos) {
    String problem = health.problem(nanos);
    if (problem != null) {
      AuditUnavailableException e = new AuditUnavailableException(problem, null);
      if (health.gone()) {
        log.fail(e);
      }
      throw e;
    }
    if (leafUncertain || store.uncertain()) {
      settle();
    }
    if (closedNote != null) {
      deleteClosedNote(closedNote);
    }
  }

  private void deleteClosedNote(Path note) {
    try {
      Files.deleteIfExists(note);
      closedNote = null;
    } catch (IOException e) {
      throw new AuditUnavailableException(
          "can't delete `" + note + "`, which says that the log has ended: " + e.getMessage(), e);
    }
  }

  /**
   * Stamps and appends {@code record}, after {@link #prepareAppend}.
   *
   * @param encoder what encoded it, or null if nothing did yet
   * @return its leaf index
   */
  long append(AuditRecord record, @Nullable RecordEncoder encoder, long nanos) {
    RecordEncoder encoded = encoder;
    if (encoded == null) {
      encoded = spare;
      encoded.encode(record);
    }
    long leaf = nextLeaf;
    long millis = store.currentTimeMillis();
    record.stamp(leaf, millis * 1000, nanos, bootId);
    int length = encoded.stamp(record);
    store.append(encoded.bytes(), length, millis);
    nextLeaf = leaf + 1;
    health.appended(length);
    Path file = store.file();
    if (file != null && file != health.watchedFile()) {
      watch(file);
    }
    return leaf;
  }

  private void watch(Path file) {
    if (!file.equals(health.watchedFile())) {
      health.watch(file);
    }
  }

  /** Finds out where the log ends after an error that may have come before or after a commit. */
  private void settle() {
    try {
      findEnd();
    } catch (StackOverflowError | OutOfMemoryError e) {
      // Not the log's fault; the next append tries again.
      throw AuditUnavailableException.because(e);
    } catch (Throwable e) {
      log.fail(e);
      throw AuditUnavailableException.because(e);
    }
  }

  private void findEnd() throws IOException {
    if (!leafUncertain) {
      ChronicleStore.Settled settled = store.settle();
      if (settled == ChronicleStore.Settled.NOT_APPENDED) {
        return;
      }
      if (settled == ChronicleStore.Settled.APPENDED) {
        nextLeaf++;
        return;
      }
    }
    leafUncertain = true;
    if (store.uncertain()) {
      store.reopen();
    }
    nextLeaf = LogTail.nextLeaf(log.folder(), nextLeaf);
    leafUncertain = false;
  }

  /** Does ahead of time what an append would have to do; for one caller at a time, any thread. */
  void maintain(ChronicleStore.@Nullable Tip tip) throws IOException {
    String problem = health.maintain(System.nanoTime());
    if (problem != null && health.gone()) {
      log.fail(new AuditUnavailableException(problem, null));
    }
    if (tip != null) {
      long ahead = 8 * tip.bytesSince(lastTip);
      lastTip = tip;
      store.extend(tip, Math.max(LEAST_AHEAD, Math.min(ahead, MOST_AHEAD)));
    }
    if (store.hasEndedFiles()) {
      store.force();
    }
  }

  /** Closes the store and lets others write. */
  void close() throws IOException {
    try {
      store.close();
    } finally {
      writerLock.close();
    }
  }
}
