package dev.sallyport.cli.search;

import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import org.jspecify.annotations.Nullable;

/**
 * What a filter may ask about a decision. May be a view that is valid only until the next record is
 * read.
 */
public interface DecisionFacts {
  /** When it was recorded, in microseconds since 1970. */
  long wallClockMicros();

  /** The call, numbered from 1 in each run. */
  long callId();

  /** How long judging took, in nanoseconds. */
  long evaluationNanos();

  /** What was decided. */
  RecordedEffect effect();

  /** Whether that bound the call. */
  EnforcementMode mode();

  /** Where in the turn it was decided. */
  ToolStage stage();

  /** Whether the call could not be judged as it should. */
  boolean failed();

  /** The AI agent, or null. */
  @Nullable String agent();

  /** The conversation, or null. */
  @Nullable String session();

  /** The tool, or null. */
  @Nullable String tool();

  /** The rule that decided, or null. */
  @Nullable String rule();

  /** Whether the text of the arguments or the error contains {@code text}. */
  boolean mentions(FoldedText text);

  /**
   * Whether an outcome of the call can follow: a decision about a result or an answer comes after
   * the tool has ended.
   */
  default boolean precedesOutcome() {
    return stage() == ToolStage.PRE_TOOL || stage() == ToolStage.PRE_INPUT;
  }
}
