package dev.sallyport.audit.anchor;

/** A target did not keep a checkpoint; the message says in one line why. */
final class AnchorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  private AnchorException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** It can't be reached, or does not work. */
  static AnchorException failed(String message) {
    return new AnchorException(message, false);
  }

  /** It works, and does not want this checkpoint: the log may have been tampered with. */
  static AnchorException refused(String message) {
    return new AnchorException(message, true);
  }

  boolean refused() {
    return refused;
  }
}
