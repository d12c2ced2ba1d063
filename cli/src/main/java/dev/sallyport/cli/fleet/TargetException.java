package dev.sallyport.cli.fleet;

/** The target can't be used, and waiting does not help; the message says why in one line. */
final class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  TargetException(String message) {
    super(message);
  }
}
