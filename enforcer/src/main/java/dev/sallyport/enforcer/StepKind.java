package dev.sallyport.enforcer;

/** The kinds of steps, which differ in how their refusals read. */
enum StepKind {
  /** A step of an HTTP request. */
  REQUEST("HTTP request refused"),
  /** A connection that is no step of a request. */
  CONNECTION("Network access refused"),
  /** What a box may forbid. */
  SINK("Tool action refused");

  private static final String END = "). Do not retry it.";

  private final String refused;

  StepKind(String refused) {
    this.refused = refused;
  }

  String denied(String decisionId) {
    return refused + " by policy (decision " + decisionId + END;
  }

  String needsApproval(String decisionId) {
    return refused
        + ": it needs an approval and no approver is configured (decision "
        + decisionId
        + END;
  }

  String failed(String decisionId) {
    return refused + ": the gate could not decide (decision " + decisionId + END;
  }
}
