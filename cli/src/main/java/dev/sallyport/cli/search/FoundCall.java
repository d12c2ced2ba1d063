package dev.sallyport.cli.search;

import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import org.jspecify.annotations.Nullable;

/** A decision that was looked for, with the outcome of its call. */
public final class FoundCall {
  private final Place place;
  private final long callId;
  private final long evaluationNanos;
  private final RecordedEffect effect;
  private final EnforcementMode mode;
  private final boolean failed;
  private final boolean mayEnd;
  private final @Nullable String agent;
  private final @Nullable String tool;
  private final @Nullable String rule;
  private @Nullable OutcomeFacts outcome;

  FoundCall(DecisionFacts decision, Place place) {
    this.place = place;
    callId = decision.callId();
    evaluationNanos = decision.evaluationNanos();
    effect = decision.effect();
    mode = decision.mode();
    failed = decision.failed();
    mayEnd = decision.precedesOutcome();
    agent = decision.agent();
    tool = decision.tool();
    rule = decision.rule();
  }

  void endedBy(@Nullable OutcomeFacts newOutcome) {
    outcome = newOutcome;
  }

  /** Where the decision stands. */
  public Place place() {
    return place;
  }

  /** The call, numbered from 1 in each run. */
  public long callId() {
    return callId;
  }

  /** How long judging took, in nanoseconds. */
  public long evaluationNanos() {
    return evaluationNanos;
  }

  /** What was decided. */
  public RecordedEffect effect() {
    return effect;
  }

  /** Whether that bound the call. */
  public EnforcementMode mode() {
    return mode;
  }

  /** Whether the call could not be judged as it should. */
  public boolean failed() {
    return failed;
  }

  /** Whether the decision was made before the tool ended, so that an outcome can follow. */
  public boolean mayEnd() {
    return mayEnd;
  }

  /** The AI agent, or null. */
  public @Nullable String agent() {
    return agent;
  }

  /** The tool, or null. */
  public @Nullable String tool() {
    return tool;
  }

  /** The rule that decided, or null. */
  public @Nullable String rule() {
    return rule;
  }

  /** The outcome that follows the decision, or null. */
  public @Nullable OutcomeFacts outcome() {
    return outcome;
  }
}
