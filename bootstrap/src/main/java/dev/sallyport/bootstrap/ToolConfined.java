package dev.sallyport.bootstrap;

/**
 * Thrown where a tool's box does not let it do what it is about to do; a {@link SecurityException},
 * which is what the JDK's methods for files, processes and libraries are documented to throw. Its
 * message is the constant refusal text with the decision id.
 */
public final class ToolConfined extends SecurityException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the refusal text. */
  public ToolConfined(String refusal) {
    super(refusal);
  }
}
