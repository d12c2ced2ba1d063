package dev.sallyport.cli;

import dev.sallyport.audit.CallOutcome;
import org.jspecify.annotations.Nullable;

/** The values of {@code --outcome}. */
enum CallEnd {
  RETURNED(CallOutcome.RETURNED),
  THREW(CallOutcome.THREW),
  NEVER_RETURNED(CallOutcome.NEVER_RETURNED),
  /** No outcome is recorded: the call did not run, still runs, or the process ended before. */
  NONE(null);

  private final @Nullable CallOutcome outcome;

  CallEnd(@Nullable CallOutcome outcome) {
    this.outcome = outcome;
  }

  @Nullable CallOutcome outcome() {
    return outcome;
  }
}
