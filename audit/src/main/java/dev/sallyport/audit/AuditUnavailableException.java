package dev.sallyport.audit;

import dev.sallyport.audit.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The log can't take a record now, so the call it is for must be refused. */
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One line on why, and what lies beneath it if known. */
  public AuditUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The refusal of an append that failed because of {@code cause}. */
  static AuditUnavailableException because(Throwable cause) {
    if (cause instanceof AuditUnavailableException e) {
      return e;
    }
    boolean explained = cause instanceof StoreException;
    return new AuditUnavailableException(
        explained ? String.valueOf(cause.getMessage()) : "the audit log failed: " + cause, cause);
  }
}
