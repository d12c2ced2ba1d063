package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** What a record is about. The codes are part of the format and never change meaning. */
public enum RecordKind {
  /** What was decided for one tool call. */
  DECISION(1),
  /** How a permitted tool call ended. */
  OUTCOME(2),
  /** The process started; the first record of a run. */
  BOOT(16),
  /** A policy set came into force. */
  POLICY_LOAD(17),
  /** What was and was not woven. */
  COVERAGE(18),
  /** The process ends in order. */
  SHUTDOWN(19),
  /** The run before ended without a SHUTDOWN. */
  RECOVERED(20),
  /** Calls were refused because the log could not be written. */
  GAP(21),
  /** The store went on in a new file. */
  ROLL(22),
  /** A new signing key came into force. */
  KEY_ROTATE(23),
  /** Records are about to be removed, because they are old or many. */
  PRUNED(24);

  private static final RecordKind[] BY_CODE = new RecordKind[25];

  static {
    for (RecordKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  /** The byte that stands for this kind in a record. */
  public int code() {
    return code;
  }

  /** Whether a record of this kind holds names and values instead of fixed fields. */
  public boolean isEvent() {
    return code >= BOOT.code;
  }

  static @Nullable RecordKind of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
