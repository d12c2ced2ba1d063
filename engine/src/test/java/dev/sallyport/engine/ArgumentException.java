package dev.sallyport.engine;

/** Arguments that cannot be judged. The message is safe to show. */
final class ArgumentException extends Exception {
  private static final long serialVersionUID = 1L;

  ArgumentException(String message) {
    super(message, null, false, false);
  }
}
