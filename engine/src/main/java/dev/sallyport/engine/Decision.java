package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer for one call. Immutable. */
public final class Decision {
  private final Effect effect;
  private final @Nullable String rule;
  private final List<String> approvers;
  private final List<String> erringRules;
  private final List<String> notedRules;
  private final @Nullable String error;
  private final @Nullable String maskedArguments;
  private final @Nullable String maskedContent;

  private Decision(
      Effect effect,
      @Nullable Rule rule,
      List<String> erringRules,
      List<String> notedRules,
      @Nullable String error,
      @Nullable String maskedArguments,
      @Nullable String maskedContent) {
    this.effect = effect;
    this.rule = rule == null ? null : rule.name();
    this.approvers =
        rule == null || effect != Effect.REQUIRE_APPROVAL ? List.of() : rule.approvers();
    this.erringRules = List.copyOf(erringRules);
    this.notedRules = List.copyOf(notedRules);
    this.error = error;
    this.maskedArguments = maskedArguments;
    this.maskedContent = maskedContent;
  }

  static Decision of(
      Effect effect,
      @Nullable Rule rule,
      List<String> erringRules,
      List<String> notedRules,
      @Nullable String maskedArguments,
      @Nullable String maskedContent) {
    return new Decision(
        effect, rule, erringRules, notedRules, null, maskedArguments, maskedContent);
  }

  static Decision error(String message) {
    return new Decision(Effect.DENY, null, List.of(), List.of(), message, null, null);
  }

  /** What happens to the call. */
  public Effect effect() {
    return effect;
  }

  /** The name of the determining rule; null if {@code default_action} or an error decided. */
  public @Nullable String rule() {
    return rule;
  }

  /** The rules that applied to the call and whose condition could not be answered. */
  public List<String> erringRules() {
    return erringRules;
  }

  /** The matching {@code warn} and {@code log} rules. */
  public List<String> notedRules() {
    return notedRules;
  }

  /**
   * Why the call was denied whatever the rules say: an unacceptable tool name, unacceptable
   * arguments, or a failure inside the engine. Bounded in length and free of control characters.
   */
  public @Nullable String error() {
    return error;
  }

  /**
   * The JSON arguments to run instead of the given ones; set when a {@code mask} rule changed the
   * arguments of an allowed call.
   */
  public @Nullable String maskedArguments() {
    return maskedArguments;
  }

  /**
   * The text to pass on instead of the given one; set when a {@code mask} rule of a stage other
   * than {@link Stage#PRE_TOOL} changed it.
   */
  public @Nullable String maskedContent() {
    return maskedContent;
  }

  /** The approvers that the determining rule names; empty unless approval is required. */
  public List<String> approvers() {
    return approvers;
  }

  @Override
  public String toString() {
    return effect
        + (rule == null ? "" : " by `" + rule + "`")
        + (error == null ? "" : " (" + error + ")");
  }
}
