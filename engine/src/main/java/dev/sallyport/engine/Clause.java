package dev.sallyport.engine;

import java.util.List;

/**
 * One way in which a rule applies: all its literals hold. A rule applies if one of its clauses
 * does; a clause stands for its rule in the bit sets of a {@link ToolPlan}.
 *
 * @param number its position among all clauses of a policy and stage
 * @param ruleNumber the rule's position in {@link PolicySet#rules}
 */
record Clause(int number, int ruleNumber, Rule rule, List<Literal> literals) {
  /** Whether a path with several values must satisfy the clause with all of them. */
  boolean everyValue() {
    return rule.action() == Action.ALLOW;
  }
}
