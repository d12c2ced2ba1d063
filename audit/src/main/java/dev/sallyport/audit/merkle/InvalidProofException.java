package dev.sallyport.audit.merkle;

/** A proof does not show what it should; the message says in one line why. */
public final class InvalidProofException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidProofException(String message) {
    super(message);
  }
}
