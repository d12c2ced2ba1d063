package dev.sallyport.cli.search;

import dev.sallyport.audit.CallOutcome;
import org.jspecify.annotations.Nullable;

/** What calls to find. Must answer the same for the same facts; not used by several threads. */
public interface CallQuery {
  /** The earliest time of a decision, in microseconds since 1970. */
  long sinceMicros();

  /** The time from which on no decision is wanted any more, in microseconds since 1970. */
  long untilMicros();

  /** Whether the decision is wanted, whenever it was made and however the call ended. */
  boolean accepts(DecisionFacts decision);

  /** Whether the outcome is wanted; null if none is recorded. */
  boolean acceptsOutcome(@Nullable CallOutcome outcome);

  /** Whether {@link #accepts} can be true for a decision of the block; true in doubt. */
  boolean mayAccept(BlockContents contents);

  /** Whether the time is one that is wanted. */
  default boolean isInTime(long micros) {
    return micros >= sinceMicros() && micros < untilMicros();
  }
}
