package dev.sallyport.cli.prove;

/** The log does not have what a proof needs; the message says in one line what. */
public final class NotProvableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotProvableException(String message) {
    super(message);
  }
}
