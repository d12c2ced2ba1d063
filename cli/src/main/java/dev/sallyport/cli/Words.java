package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import java.util.Locale;

/** The words that stand for constants of the log, on screen and in JSON. */
final class Words {
  private static final String WOULD = "would_";

  private Words() {}

  /** The constant's name in lower case. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What became of the call: the effect, and for one that was only observed, {@code would_} before
   * what would have kept it from running.
   */
  static String decision(DecisionRecord decision) {
    return decision(decision.effect(), decision.mode());
  }

  /** Likewise from its parts. */
  static String decision(RecordedEffect effect, EnforcementMode mode) {
    String word = of(effect);
    return effect != RecordedEffect.ALLOW && mode == EnforcementMode.OBSERVE ? WOULD + word : word;
  }

  /** Whether the call was kept from running, or would have been. */
  static boolean isRefusal(DecisionRecord decision) {
    return decision.effect() != RecordedEffect.ALLOW;
  }
}
