package dev.sallyport.cli.search;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.OutcomeRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one run in order, also while they are written. What is whole and plain is
 * looked at in place; all else, and where a file ends or is damaged, is for {@link LogTail}, so
 * both find the same. Not thread-safe.
 */
final class RunScan implements Closeable {
  /** What was found. */
  enum Found {
    /** A decision, in {@link #decision}. */
    DECISION,
    /** An outcome, in {@link #outcome}. */
    OUTCOME,
    /** An event, in {@link #entry}. */
    EVENT,
    /** Damage, in {@link #entry}; {@link #place} is that of the record before. */
    DAMAGE,
    /** Nothing more for now. */
    NOTHING
  }

  private static final int HEADER = 4;
  private static final int MAX_RECORD = 65_535;

  private final LogTail tail;
  private final PlainRecord plain = new PlainRecord();
  private @Nullable FileWindow window;
  private @Nullable AuditEntry entry;
  private boolean inTail = true;
  private boolean isPlain;
  private byte[] decodedBytes = new byte[0];
  private long foundAt;
  private long next;
  private long leaf = -1;

  private RunScan(LogTail tail) {
    this.tail = tail;
  }

  /** Reads the run in {@code folder} from its first record. */
  static RunScan fromStart(Path folder) {
    return new RunScan(LogTail.fromStart(folder));
  }

  /** Goes to where a document begins whose record is to have the index {@code firstLeaf}. */
  void seek(Path file, long offset, long firstLeaf) throws IOException {
    enter(file);
    next = offset;
    leaf = firstLeaf - 1;
    inTail = false;
  }

  private FileWindow enter(Path file) throws IOException {
    FileWindow current = window;
    if (current == null || !current.path().equals(file)) {
      close(current);
      window = null;
      current = new FileWindow(file);
      window = current;
    }
    return current;
  }

  /** Looks at what comes next. */
  Found next() throws IOException {
    FileWindow current = window;
    if (!inTail && current != null) {
      if (takePlain(current)) {
        return plain.isDecision() ? Found.DECISION : Found.OUTCOME;
      }
      tail.seek(current.path(), next, leaf + 1);
      inTail = true;
    }
    return takeAny();
  }

  private boolean takePlain(FileWindow current) throws IOException {
    int at = current.load(next, HEADER);
    int header = at < 0 ? 0 : header(current.bytes(), at);
    if (header <= HEADER || header > MAX_RECORD) {
      current.forget();
      return false;
    }
    at = current.load(next, HEADER + header);
    isPlain = at >= 0 && plain.read(current.bytes(), at + HEADER, header, leaf + 1);
    if (isPlain) {
      leaf++;
      foundAt = next;
      next = after(next, header);
    }
    return isPlain;
  }

  /** The store's numbers are little-endian. */
  private static int header(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  private static long after(long at, int length) {
    return at + HEADER + length + 3 & ~3L;
  }

  private Found takeAny() throws IOException {
    isPlain = false;
    AuditEntry taken = tail.next();
    entry = taken;
    if (taken == null) {
      return Found.NOTHING;
    }
    if (taken instanceof AuditEntry.Decision decision) {
      return at(decision.record(), Found.DECISION);
    }
    if (taken instanceof AuditEntry.Outcome outcome) {
      return at(outcome.record(), Found.OUTCOME);
    }
    if (taken instanceof AuditEntry.Event event) {
      return at(event.record(), Found.EVENT);
    }
    return Found.DAMAGE;
  }

  private Found at(AuditRecord record, Found found) throws IOException {
    enter(tail.recordFile());
    foundAt = tail.recordOffset() - HEADER;
    decodedBytes = tail.recordBytes();
    next = after(foundAt, decodedBytes.length);
    leaf = record.leafIndex();
    inTail = false;
    return found;
  }

  /** The decision that was found; valid until the next call of {@link #next}. */
  DecisionFacts decision() {
    if (isPlain) {
      return plain;
    }
    if (entry instanceof AuditEntry.Decision decision) {
      return new DecodedDecision(decision.record());
    }
    throw new IllegalStateException("no decision was found");
  }

  /** The outcome that was found. */
  OutcomeFacts outcome() {
    if (isPlain) {
      return new OutcomeFacts(plain.callId(), plain.outcome(), plain.durationNanos(), place());
    }
    if (entry instanceof AuditEntry.Outcome outcome) {
      OutcomeRecord record = outcome.record();
      return new OutcomeFacts(record.callId(), record.outcome(), record.durationNanos(), place());
    }
    throw new IllegalStateException("no outcome was found");
  }

  /** The call whose outcome was found. */
  long outcomeCallId() {
    return isPlain ? plain.callId() : outcome().callId();
  }

  /** The event or the damage that was found. */
  AuditEntry entry() {
    AuditEntry found = entry;
    if (found == null) {
      throw new IllegalStateException("nothing was found");
    }
    return found;
  }

  /** When the record that was found was written, in microseconds since 1970. */
  long wallClockMicros() {
    if (isPlain) {
      return plain.wallClockMicros();
    }
    AuditEntry found = entry();
    if (found instanceof AuditEntry.Event event) {
      return event.record().wallClockMicros();
    }
    return found instanceof AuditEntry.Outcome outcome
        ? outcome.record().wallClockMicros()
        : decision().wallClockMicros();
  }

  /** Adds the groups of characters of the texts of the decision that was found. */
  void addGrams(Grams grams) {
    if (isPlain) {
      plain.addGrams(grams);
    } else if (entry instanceof AuditEntry.Decision decision) {
      add(grams, decision.record().argumentsText());
      add(grams, decision.record().error());
    }
  }

  private static void add(Grams grams, @Nullable String text) {
    if (text != null) {
      grams.add(text);
    }
  }

  /** Where the record that was found stands. */
  Place place() {
    return new Place(file(), foundAt, leaf);
  }

  /** What tells the record that was found from any other. */
  RecordMark mark() {
    if (isPlain) {
      return new RecordMark(foundAt, leaf, plain.length(), plain.checksum());
    }
    int length = decodedBytes.length;
    int checksum = ByteBuffer.wrap(decodedBytes).getInt(length - Integer.BYTES);
    return new RecordMark(foundAt, leaf, length, checksum);
  }

  long leaf() {
    return leaf;
  }

  /** Where the document after the record that was found begins, in the same file. */
  long nextOffset() {
    return next;
  }

  Path file() {
    FileWindow current = window;
    if (current == null) {
      throw new IllegalStateException("nothing was found");
    }
    return current.path();
  }

  /** How long the file of the record that was found is, in bytes. */
  long fileLength() throws IOException {
    FileWindow current = window;
    return current == null ? 0 : current.length();
  }

  @Override
  public void close() throws IOException {
    close(window);
    tail.close();
  }

  private static void close(@Nullable FileWindow window) throws IOException {
    if (window != null) {
      window.close();
    }
  }
}
