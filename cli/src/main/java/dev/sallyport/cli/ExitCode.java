package dev.sallyport.cli;

/** What commands exit with. */
final class ExitCode {
  /** All is well. */
  static final int FINE = 0;

  /** Something was found: the answer of the command is a bad one. */
  static final int FINDING = 1;

  /** Wrong use, or the command could not tell. */
  static final int UNKNOWN = 2;

  private ExitCode() {}
}
