package dev.sallyport.bootstrap;

/**
 * Thrown in place of a refused call where the caller has no result that could carry the refusal to
 * a model. Its message is the constant refusal text with the decision id; rule detail is in the
 * log.
 */
public final class ToolCallDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the denial with the refusal text of a call. */
  public ToolCallDenied(String refusal) {
    super(refusal);
  }
}
