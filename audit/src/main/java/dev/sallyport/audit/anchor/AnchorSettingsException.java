package dev.sallyport.audit.anchor;

/** A setting of anchors can't be used; the message says in one line why. */
public final class AnchorSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  AnchorSettingsException(String message) {
    super(message);
  }
}
