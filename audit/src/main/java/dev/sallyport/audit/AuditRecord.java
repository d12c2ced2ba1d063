package dev.sallyport.audit;

/**
 * What every record carries. The log fills these fields when it appends, the decoder when it reads;
 * not thread-safe.
 */
public abstract sealed class AuditRecord permits DecisionRecord, OutcomeRecord, EventRecord {
  private long leafIndex = -1;
  private long wallClockMicros;
  private long monotonicNanos;
  private long bootId;
  private boolean cut;

  AuditRecord() {}

  /**
   * Reads the record that {@code bytes} are, such as a leaf that was handed on without its log.
   *
   * @throws DamagedRecordException if they are not exactly one unaltered record
   */
  public static AuditRecord decode(byte[] bytes) throws DamagedRecordException {
    return RecordDecoder.decode(bytes, 0, bytes.length);
  }

  /** What this record is about. */
  public abstract RecordKind kind();

  /** Position in the run's log, from 0 without gaps, or -1 before it was appended. */
  public final long leafIndex() {
    return leafIndex;
  }

  /** When the record was appended: microseconds since 1970-01-01T00:00Z by the system clock. */
  public final long wallClockMicros() {
    return wallClockMicros;
  }

  /** When the record was appended by {@link System#nanoTime}; comparable within one run only. */
  public final long monotonicNanos() {
    return monotonicNanos;
  }

  /** The process start that this record belongs to. */
  public final long bootId() {
    return bootId;
  }

  /**
   * Whether a text or list of this record, read from a log, was too long to be stored whole. Such a
   * text ends in {@code ...[cut from N]}, where N is its length in UTF-16 code units before.
   */
  public final boolean cut() {
    return cut;
  }

  final void markCut() {
    cut = true;
  }

  final void stamp(long newLeafIndex, long newWallClockMicros, long newNanos, long newBootId) {
    leafIndex = newLeafIndex;
    wallClockMicros = newWallClockMicros;
    monotonicNanos = newNanos;
    bootId = newBootId;
  }
}
