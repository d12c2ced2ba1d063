package dev.sallyport.cli.fleet;

/** The user wants the export to end. */
final class StoppedException extends Exception {
  private static final long serialVersionUID = 1L;
}
