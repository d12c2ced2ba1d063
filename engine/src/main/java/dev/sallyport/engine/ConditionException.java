package dev.sallyport.engine;

/** A condition that does not parse. */
final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Where in the condition, in UTF-16 characters from 0. */
  final int offset;

  private final String problem;

  ConditionException(int offset, String problem) {
    super(problem, null, false, false);
    this.offset = offset;
    this.problem = problem;
  }

  /** What was got and what was wanted. */
  String problem() {
    return problem;
  }
}
