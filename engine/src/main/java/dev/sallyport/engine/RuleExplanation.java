package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * A rule's part in one decision. Immutable.
 *
 * @param name the rule's name
 * @param origin {@code file:line}
 * @param action the rule's action as policies write it
 * @param priority compared by {@code priority-first} and {@code most-specific}
 * @param scope {@code global}, {@code tenant} or {@code agent}; compared by {@code most-specific}
 * @param inherited whether it denies under every strategy, because a document that another one
 *     extends has it
 * @param limit null if the rule has none
 * @param relation whether the rule is about such a call at all
 * @param answer whether the rule matches: {@link Answer#ERROR} counts as a match unless the action
 *     is {@code allow}
 * @param determining whether it is the reason for the decision
 * @param condition null if the rule has none, or is not about such a call
 */
public record RuleExplanation(
    String name,
    String origin,
    String action,
    int priority,
    String scope,
    boolean inherited,
    @Nullable RateLimit limit,
    RuleRelation relation,
    Answer answer,
    boolean determining,
    @Nullable ConditionExplanation condition) {
  /** Whether the rule has its effect; false if that is not known. */
  public boolean applies() {
    return answer == Answer.TRUE || answer == Answer.ERROR && !action.equals(Action.ALLOW.word);
  }
}
