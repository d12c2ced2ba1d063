package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.engine.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What was or would be decided about a call, as far as two policies are compared by it.
 *
 * @param effect {@code allow}, {@code deny} or {@code require_approval}
 * @param rule the determining rule, null for the default action
 * @param masked whether the tool gets other arguments; false where that is not known
 */
record ReplayAnswer(String effect, @Nullable String rule, boolean masked) {
  static ReplayAnswer of(Decision decision, boolean masked) {
    return new ReplayAnswer(Words.of(decision.effect()), decision.rule(), masked);
  }

  static ReplayAnswer of(DecisionRecord record, boolean masked) {
    return new ReplayAnswer(Words.of(record.effect()), record.rule(), masked);
  }

  /** Whether the same happens to the call, for whatever reason. */
  boolean hasSameEffect(ReplayAnswer other) {
    return effect.equals(other.effect) && masked == other.masked;
  }

  /** For people. */
  String shown() {
    String reason = rule == null ? "(default)" : TerminalText.column(rule, 40);
    return effect + (masked ? " masked " : " ") + reason;
  }
}
