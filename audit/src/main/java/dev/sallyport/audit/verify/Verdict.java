package dev.sallyport.audit.verify;

/** What a verification came to. */
public enum Verdict {
  /** Everything that could be checked is as it was written and sealed. */
  INTACT(0),
  /** Something is not as it was written and sealed. */
  TAMPERED(1),
  /** Nothing speaks of tampering, but something needed for saying so is not there. */
  CANNOT_TELL(2);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What a process that reports this verdict exits with. */
  public int exitCode() {
    return exitCode;
  }
}
