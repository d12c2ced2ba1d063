package dev.sallyport.engine;

/** A document that a policy must not extend, or that cannot be read. */
public final class ParentRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * Says why.
   *
   * @param problem what is wrong, in one line that continues {@code got `path`, }
   */
  public ParentRefusedException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What is wrong. */
  String problem() {
    return problem;
  }
}
