package dev.sallyport.cli.search;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a decoded record.
 *
 * @param record not changed by anyone
 */
public record DecodedDecision(DecisionRecord record) implements DecisionFacts {
  @Override
  public long wallClockMicros() {
    return record.wallClockMicros();
  }

  @Override
  public long callId() {
    return record.callId();
  }

  @Override
  public long evaluationNanos() {
    return record.evaluationNanos();
  }

  @Override
  public RecordedEffect effect() {
    return record.effect();
  }

  @Override
  public EnforcementMode mode() {
    return record.mode();
  }

  @Override
  public ToolStage stage() {
    return record.stage();
  }

  @Override
  public boolean failed() {
    return record.error() != null;
  }

  @Override
  public @Nullable String agent() {
    return record.agent();
  }

  @Override
  public @Nullable String session() {
    return record.session();
  }

  @Override
  public @Nullable String tool() {
    return record.tool();
  }

  @Override
  public @Nullable String rule() {
    return record.rule();
  }

  @Override
  public boolean mentions(FoldedText text) {
    return contains(record.argumentsText(), text) || contains(record.error(), text);
  }

  private static boolean contains(@Nullable String where, FoldedText text) {
    return where != null && text.isIn(where);
  }
}
