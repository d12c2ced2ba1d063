package dev.sallyport.audit.anchor;

import org.jspecify.annotations.Nullable;

/**
 * How far one target has kept the log.
 *
 * @param target as it was set
 * @param kept size of the largest checkpoint that it has; what comes after is unanchored there
 * @param sealed size of the newest checkpoint
 * @param problem why its last attempt failed, or null if it did not
 */
public record AnchorStatus(String target, long kept, long sealed, @Nullable String problem) {
  /** Whether the target has the newest checkpoint. */
  public boolean upToDate() {
    return kept == sealed;
  }
}
