package dev.sallyport.engine;

/** Whether a rule is about a call, whatever its condition says. */
public enum RuleRelation {
  /** The rule is about the call. */
  ABOUT("about"),
  /** The rule is about other tools. */
  OTHER_TOOL("other_tool"),
  /** The rule is about other agents. */
  OTHER_AGENT("other_agent"),
  /** The rule names agents, and the call's agent is not known: the rule errs. */
  UNKNOWN_AGENT("unknown_agent"),
  /** The rule is asked at another stage. */
  OTHER_STAGE("other_stage");

  private final String word;

  RuleRelation(String word) {
    this.word = word;
  }

  /** The relation in one lower-case word. */
  public String word() {
    return word;
  }
}
