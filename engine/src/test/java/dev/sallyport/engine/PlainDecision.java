package dev.sallyport.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain evaluator's answer. */
record PlainDecision(
    Effect effect,
    @Nullable String rule,
    List<String> approvers,
    List<String> erringRules,
    List<String> notedRules,
    @Nullable String error,
    @Nullable String maskedArguments,
    @Nullable String maskedContent) {
  static PlainDecision of(
      Effect effect,
      @Nullable Rule rule,
      List<String> erringRules,
      List<String> notedRules,
      @Nullable String maskedArguments,
      @Nullable String maskedContent) {
    return new PlainDecision(
        effect,
        rule == null ? null : rule.name(),
        rule != null && effect == Effect.REQUIRE_APPROVAL ? rule.approvers() : List.of(),
        List.copyOf(erringRules),
        List.copyOf(notedRules),
        null,
        maskedArguments,
        maskedContent);
  }

  static PlainDecision error(String message) {
    return new PlainDecision(
        Effect.DENY, null, List.of(), List.of(), List.of(), message, null, null);
  }

  /** What the compiled engine answered. */
  static PlainDecision of(Decision decision) {
    return new PlainDecision(
        decision.effect(),
        decision.rule(),
        decision.approvers(),
        decision.erringRules(),
        decision.notedRules(),
        decision.error(),
        decision.maskedArguments(),
        decision.maskedContent());
  }

  /**
   * What must be the same: of an error that there is one and what it is about, of JSON the value.
   */
  List<Object> comparable() {
    return List.of(
        effect,
        String.valueOf(rule),
        approvers,
        erringRules,
        notedRules,
        error == null ? "" : error.substring(0, error.indexOf(':')),
        maskedArguments == null ? Map.of() : json(maskedArguments),
        String.valueOf(maskedContent));
  }

  private static Object json(String text) {
    try {
      return new ArgumentReader(EngineLimits.DEFAULTS).read(text);
    } catch (ArgumentException e) {
      throw new AssertionError(text, e);
    }
  }
}
