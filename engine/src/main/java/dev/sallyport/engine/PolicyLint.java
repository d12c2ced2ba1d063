package dev.sallyport.engine;

import java.util.Collection;
import java.util.List;

/**
 * Looks for what is legal in a policy but probably wrong. What it says about rules that cover each
 * other and about conditions that cannot be true is proven; where it cannot prove, it is silent.
 * Thread-safe; keeps nothing between calls.
 */
public final class PolicyLint {
  private PolicyLint() {}

  /**
   * Examines a policy that was loaded.
   *
   * @param seenTools names of tools that exist, as a log shows them; empty if unknown
   * @return what was found, in the order of files and lines
   */
  public static List<LintFinding> check(PolicySet policy, Collection<String> seenTools) {
    LintSubject subject = new LintSubject(policy, seenTools);
    List<LintCheck> checks =
        List.of(
            new DefaultAllowCheck(),
            new StageCheck(),
            new RequestFactCheck(),
            new ConstantConditionCheck(),
            new AgentScopeCheck(),
            new ShadowedRuleCheck(),
            new MissingArgumentCheck(),
            new ArgumentScopeCheck(),
            new SimilarArgumentCheck(),
            new SimilarToolCheck(),
            new UnanchoredPatternCheck(),
            new BroadAllowCheck(),
            new IdleMaskCheck());
    for (PolicyProblem warning : policy.warnings()) {
      subject.report(
          new LintFinding(warning.file(), warning.line(), null, "dialect", warning.message()));
    }
    for (LintCheck check : checks) {
      check.check(subject);
    }
    return subject.findings();
  }
}
