package dev.sallyport.engine;

/**
 * One reason why a policy is not loaded.
 *
 * @param file the source's name
 * @param line counted from 1
 * @param column counted from 1, in Unicode characters
 * @param message what was got and what was wanted, one line
 */
public record PolicyProblem(String file, int line, int column, String message) {
  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
