package dev.sallyport.audit.store;

import org.jspecify.annotations.Nullable;

/** The store could not take a record, or could not be opened. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One line on what failed, and what lies beneath it if known. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
