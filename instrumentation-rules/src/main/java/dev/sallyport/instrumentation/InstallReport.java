package dev.sallyport.instrumentation;

import java.util.List;

/**
 * What became of classes that were loaded before the transformer was there.
 *
 * @param rewoven binary names of classes that were woven afterwards
 * @param unguarded binary names of classes that could not be, each with a reason; in enforce mode
 *     the application must not start
 */
public record InstallReport(List<String> rewoven, List<String> unguarded) {
  /** Whether no loaded class lets tool calls through unseen. */
  public boolean complete() {
    return unguarded.isEmpty();
  }
}
