package dev.sallyport.engine;

import java.util.List;

/** A policy that was refused. The message has one line per problem. */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyProblem> problems;

  PolicyException(List<PolicyProblem> problems) {
    super(describe(problems));
    this.problems = List.copyOf(problems);
  }

  private static String describe(List<PolicyProblem> problems) {
    StringBuilder text = new StringBuilder();
    for (PolicyProblem problem : problems) {
      if (text.length() > 0) {
        text.append('\n');
      }
      text.append(problem);
    }
    return text.toString();
  }

  /** One line per problem: {@code file:line:column: message}. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** What is wrong, in the order of the sources and of the text in each; never empty. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
