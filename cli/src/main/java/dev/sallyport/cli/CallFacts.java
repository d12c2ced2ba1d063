package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome record of a call does not repeat.
 *
 * @param agent the AI agent, or null
 * @param session the conversation, or null
 * @param tool the tool, or null
 * @param shown whether the decision passed the filter, so that its outcome does too
 */
record CallFacts(
    @Nullable String agent, @Nullable String session, @Nullable String tool, boolean shown) {
  static CallFacts of(DecisionRecord decision, boolean shown) {
    return new CallFacts(decision.agent(), decision.session(), decision.tool(), shown);
  }
}
