package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proven way to another answer: the changed call was decided, by the changed policy if the policy
 * is what changes. Immutable.
 *
 * @param kind what would be different
 * @param effect what would happen then
 * @param rule the rule that would decide then, or null for the default action
 * @param subject the rule left out, or the rule whose limit is used up; else null
 * @param values what would be different about the call; empty unless the kind is {@link Kind#CALL}
 */
public record AnswerChange(
    Kind kind,
    Effect effect,
    @Nullable String rule,
    @Nullable String subject,
    List<ValueChange> values) {
  /** What would be different. */
  public enum Kind {
    /** The call. */
    CALL,
    /** The policy, which would lack a rule. */
    WITHOUT_RULE,
    /** The limits of rules, which would be used up. */
    LIMITS_USED_UP
  }

  /** Copies the list. */
  public AnswerChange {
    values = List.copyOf(values);
  }
}
