package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One enabled rule.
 *
 * @param documentAgents the agents that the rule's document is limited to
 * @param condition null if the rule has none
 * @param mask argument paths; empty unless the action is {@link Action#MASK}
 */
record Rule(
    String name,
    Action action,
    int priority,
    NamePatterns documentAgents,
    NamePatterns agents,
    NamePatterns tools,
    @Nullable Expression condition,
    List<String> approvers,
    List<Operand.Path> mask) {}
