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
 * @param otherwise whether they are not those that the compared answer gives the tool
 */
record ReplayAnswer(String effect, @Nullable String rule, boolean masked, boolean otherwise) {
  static ReplayAnswer of(Decision decision, boolean masked) {
    return new ReplayAnswer(Words.of(decision.effect()), decision.rule(), masked, false);
  }

  static ReplayAnswer of(DecisionRecord record, boolean masked) {
    return new ReplayAnswer(Words.of(record.effect()), record.rule(), masked, false);
  }

  /** Whether the same happens to the call, for whatever reason. */
  boolean hasSameEffect(ReplayAnswer other) {
    return effect.equals(other.effect) && masked == other.masked && otherwise == other.otherwise;
  }

  /** The same with other masked arguments than those of the compared answer. */
  ReplayAnswer maskedOtherwise() {
    return new ReplayAnswer(effect, rule, masked, true);
  }

  /** For people. */
  String shown() {
    String reason = rule == null ? "(default)" : TerminalText.column(rule, 40);
    String runs = otherwise ? " masked otherwise " : masked ? " masked " : " ";
    return effect + runs + reason;
  }
}
