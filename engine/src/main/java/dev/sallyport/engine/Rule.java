package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One enabled rule.
 *
 * @param origin {@code file:line}, for messages
 * @param inherited whether it is a deny rule of a document that another one extends: it denies
 *     under every strategy
 * @param documentAgents the agents that the rule's document is limited to
 * @param condition null if the rule has none
 * @param limit null if the rule has none
 * @param mask {@link Mask#NONE} unless the action is {@link Action#MASK}
 */
record Rule(
    String name,
    String origin,
    Stage stage,
    Action action,
    int priority,
    Scope scope,
    boolean inherited,
    NamePatterns documentAgents,
    NamePatterns agents,
    NamePatterns tools,
    @Nullable Expression condition,
    @Nullable RateLimit limit,
    List<String> approvers,
    Mask mask) {
  /** The same rule, brought by a document that another one extends. */
  Rule asInherited() {
    return new Rule(
        name,
        origin,
        stage,
        action,
        priority,
        scope,
        true,
        documentAgents,
        agents,
        tools,
        condition,
        limit,
        approvers,
        mask);
  }
}
