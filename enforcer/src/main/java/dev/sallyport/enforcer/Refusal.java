package dev.sallyport.enforcer;

/**
 * The texts that a model reads in place of a tool's result: short, constant but for the decision
 * id. They name no rule and no argument, because the model may relay them to anyone.
 */
final class Refusal {
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
}
