package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** The log can't take a record now, so the call it is for must be refused. */
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One line on why, and what lies beneath it if known. */
  public AuditUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
