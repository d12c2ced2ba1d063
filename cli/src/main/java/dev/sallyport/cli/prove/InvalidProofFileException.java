package dev.sallyport.cli.prove;

/** A proof is not good; the message says in one line why. */
public final class InvalidProofFileException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidProofFileException(String message) {
    super(message);
  }
}
