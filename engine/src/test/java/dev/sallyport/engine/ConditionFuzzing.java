package dev.sallyport.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fuzzing target: a condition is refused with a place in its text, or decides calls as the plain
 * evaluator does.
 */
public final class ConditionFuzzing {
  private static final CallView[] CALLS = Calls.various();

  private ConditionFuzzing() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Expression condition;
    try {
      condition = ConditionParser.parse(text, EngineLimits.DEFAULTS.conditionDepth());
    } catch (ConditionException e) {
      Messages.check(e.problem());
      if (e.offset < 0 || e.offset > text.length()) {
        throw new AssertionError("offset " + e.offset + " of " + text.length(), e);
      }
      return;
    }
    // Asked of every value and of some, as itself and turned round.
    List<Rule> rules =
        List.of(
            rule("allow", Action.ALLOW, condition),
            rule("warn", Action.WARN, condition),
            rule("not", Action.LOG, new Expression.Not(condition)));
    PolicySet policy =
        new PolicySet(
            rules,
            Effect.DENY,
            ConflictStrategy.DENY_OVERRIDES,
            EngineLimits.DEFAULTS,
            List.of(),
            List.of(),
            Confinement.RULES_ONLY);
    Calls.compare(policy, CALLS);
  }

  private static Rule rule(String name, Action action, Expression condition) {
    return new Rule(
        name,
        "p.yaml:1",
        Stage.PRE_TOOL,
        action,
        0,
        Scope.GLOBAL,
        false,
        NamePatterns.ANY,
        NamePatterns.ANY,
        NamePatterns.ANY,
        condition,
        null,
        List.of(),
        Mask.NONE);
  }
}
