package dev.sallyport.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policies and calls in few words. */
final class Policies {
  private static final String HEADER = "apiVersion: governance.toolkit/v1\nname: test\n";

  private Policies() {}

  static PolicySource source(String name, String text) {
    return new PolicySource(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A document with the header lines that every document needs (two lines), then {@code body}. */
  static PolicySource document(String name, String body) {
    return source(name, HEADER + body);
  }

  static PolicySet policy(String body) {
    return parse(document("p.yaml", body));
  }

  static PolicySet parse(PolicySource... sources) {
    try {
      return PolicyParser.parse(List.of(sources));
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  static Expression condition(String text) throws ConditionException {
    return ConditionParser.parse(text, EngineLimits.DEFAULTS.conditionDepth());
  }

  /** The lines of the refusal of sources that must be refused. */
  static List<String> problems(PolicySource... sources) {
    try {
      PolicyParser.parse(List.of(sources));
    } catch (PolicyException e) {
      return List.of(e.getMessage().split("\n", -1));
    }
    throw new AssertionError("the policy was accepted");
  }

  /** One rule without anything but an action and a condition; the default is the other effect. */
  static PolicySet oneRule(String action, String condition) {
    String otherwise = action.equals("allow") ? "deny" : "allow";
    return policy(
        "default_action: "
            + otherwise
            + "\nrules:\n  - name: rule\n    action: "
            + action
            + "\n    condition: '"
            + condition.replace("'", "''")
            + "'\n");
  }

  static Decision decide(PolicySet policy, String tool, String arguments) {
    return new PolicyDecisionPoint(policy)
        .decide(new CallView().tool(tool).arguments(arguments).agent("desk").session("s-1"));
  }
}
