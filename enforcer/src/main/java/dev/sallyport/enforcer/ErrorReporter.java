package dev.sallyport.enforcer;

/** Where the enforcer says, in one line, what keeps it from working. Called from any thread. */
public interface ErrorReporter {
  /** Shows {@code line} to the operator; must not throw. */
  void report(String line);
}
