package dev.sallyport.config;

/**
 * The settings, or the place of the policy, cannot be used, so the gate must not start. The message
 * is one line: where, what was got, what was wanted.
 */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with its one-line message. */
  public SettingsException(String message) {
    super(message);
  }
}
