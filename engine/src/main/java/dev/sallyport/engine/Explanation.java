package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a policy answers a call as it does. Immutable.
 *
 * @param decision the answer, as if no limit were used up; null if it depends on arguments that are
 *     not known
 * @param rules every rule in force, in the order of the policy; empty if the call was denied
 *     whatever the rules say ({@link Decision#error})
 * @param changes ways to another answer, the nearest first; empty if none was found
 */
public record Explanation(
    @Nullable Decision decision, List<RuleExplanation> rules, List<AnswerChange> changes) {
  /** Copies the lists. */
  public Explanation {
    rules = List.copyOf(rules);
    changes = List.copyOf(changes);
  }
}
