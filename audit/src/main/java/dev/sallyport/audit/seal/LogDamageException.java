package dev.sallyport.audit.seal;

import java.io.IOException;

/** What was read back is not what a log must hold; the message says in one line what and where. */
final class LogDamageException extends IOException {
  private static final long serialVersionUID = 1L;

  LogDamageException(String message) {
    super(message);
  }
}
