package dev.sallyport.audit;

/** Bytes that are not a whole, unaltered record. */
public final class DamagedRecordException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;
  private final String problem;

  DamagedRecordException(int offset, String problem) {
    super("record is damaged at byte " + offset + ": " + problem);
    this.offset = offset;
    this.problem = problem;
  }

  /** Where in the record, counted from its first byte, the problem shows. */
  public int offset() {
    return offset;
  }

  /** What is wrong there, in one line. */
  public String problem() {
    return problem;
  }
}
