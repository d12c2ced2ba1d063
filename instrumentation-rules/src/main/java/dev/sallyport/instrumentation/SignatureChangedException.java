package dev.sallyport.instrumentation;

/** A class of a framework is not what its join points were written for. */
final class SignatureChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignatureChangedException(String message) {
    super(message);
  }
}
