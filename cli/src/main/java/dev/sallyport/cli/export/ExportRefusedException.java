package dev.sallyport.cli.export;

/** An export can't be made, or not go on; the message says in one line why. */
public final class ExportRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean finding;

  private ExportRefusedException(String message, boolean finding) {
    super(message);
    this.finding = finding;
  }

  /** Log and export, or the log and itself, contradict each other. */
  static ExportRefusedException contradiction(String message) {
    return new ExportRefusedException(message, true);
  }

  /** Something is missing that may never have been there. */
  static ExportRefusedException missing(String message) {
    return new ExportRefusedException(message, false);
  }

  /** Whether the refusal tells that something was altered. */
  public boolean isFinding() {
    return finding;
  }
}
