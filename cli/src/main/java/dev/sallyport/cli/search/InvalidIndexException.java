package dev.sallyport.cli.search;

/** An index is not one, or not that of the log: it is made anew. */
final class InvalidIndexException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidIndexException(String message) {
    super(message);
  }
}
