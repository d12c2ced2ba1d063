package dev.sallyport.audit;

/** The constants of record version 1; {@code docs/audit-format.md} is their source in words. */
final class RecordFormat {
  static final int VERSION = 1;
  static final int MAX_RECORD = 65_535;

  /** The first four bytes of each record, "SPLY". */
  static final int MAGIC = 0x53504C59;

  static final int LENGTH_AT = 4;
  static final int VERSION_AT = 6;
  static final int KIND_AT = 7;
  static final int LEAF_AT = 8;
  static final int WALL_CLOCK_AT = 16;
  static final int NANOS_AT = 24;
  static final int BOOT_ID_AT = 32;
  static final int BODY_AT = 40;
  static final int CRC_LENGTH = 4;
  static final int MIN_RECORD = BODY_AT + CRC_LENGTH;

  static final int NULL_SHORT = 0xFFFF;
  static final int CUT_SHORT = 0x8000;
  static final int NULL_LONG = 0xFFFFFFFF;
  static final int CUT_LONG = 0x80000000;

  static final int FLAG_ARGUMENTS_DIGEST = 1;
  static final int FLAG_POLICY_DIGEST = 2;
  static final int FLAG_REWRITTEN = 4;
  static final int FLAG_RESULT_DIGEST = 1;

  static final int MAX_FRAMEWORK = 256;
  static final int MAX_AGENT = 1024;
  static final int MAX_SESSION = 1024;
  static final int MAX_TOOL = 2048;
  static final int MAX_RULE = 512;
  static final int MAX_ERROR = 2048;
  static final int MAX_APPROVAL = 256;
  static final int MAX_EXCEPTION = 1024;
  static final int MAX_EVENT_NAME = 256;

  /** Bytes for a list of rules, and how many of them at most. */
  static final int MAX_LIST_BYTES = 8192;

  static final int MAX_LIST_SIZE = 64;

  /** What one short text can take: its length, its bytes, its length before it was cut. */
  static final int SHORT_OVERHEAD = 6;

  static final int LONG_OVERHEAD = 8;

  private RecordFormat() {}
}
