package dev.sallyport.enforcer;

/**
 * The texts that a model reads in place of a tool's result: short, constant but for the decision
 * id. They name no rule and no argument, because the model may relay them to anyone.
 */
final class Refusal {
  /** So that the model does not take a tool that ran for one that did not. */
  private static final String RAN = "). The tool has run. Do not retry it.";

  private Refusal() {}

  static String denied(String decisionId) {
    return "Tool call refused by policy (decision " + decisionId + "). Do not retry it.";
  }

  static String needsApproval(String decisionId) {
    return "Tool call refused: it needs an approval and no approver is configured (decision "
        + decisionId
        + "). Do not retry it.";
  }

  static String failed(String decisionId) {
    return "Tool call refused: the gate could not decide (decision "
        + decisionId
        + "). Do not retry it.";
  }

  /** Where not even a decision has an id. */
  static String undecided() {
    return "Refused: the gate could not decide. Do not retry it.";
  }

  static String withheld(String decisionId) {
    return "Tool result withheld by policy (decision " + decisionId + RAN;
  }

  static String withheldForApproval(String decisionId) {
    return "Tool result withheld: it needs an approval and no approver is configured (decision "
        + decisionId
        + RAN;
  }

  static String withheldByFailure(String decisionId) {
    return "Tool result withheld: the gate could not decide (decision " + decisionId + RAN;
  }
}
