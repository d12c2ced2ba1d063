package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.config.SettingsException;
import dev.sallyport.enforcer.ErrorReporter;
import dev.sallyport.enforcer.UnaskedStageException;
import dev.sallyport.engine.PolicyException;
import java.io.IOException;
import java.io.PrintStream;

/** What Sallyport shows in the application's process: one start line and errors, on stderr. */
final class Console implements ErrorReporter {
  private static final int EXIT_CANNOT_START = 2;
  private static final String PREFIX = "sallyport: ";

  /** The stream at start: an application that replaces System.err must not hide us. */
  private final PrintStream stderr = System.err;

  @Override
  public void report(String line) {
    stderr.println(PREFIX + printable(line));
  }

  /** One line, without what a terminal would act on. */
  private static String printable(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      text.append(
          c < ' ' || c >= 0x7f && c < 0xa0 || Character.getType(c) == Character.FORMAT ? '?' : c);
    }
    return text.toString();
  }

  void start(String line) {
    stderr.println(line);
  }

  /** Says why in one line and ends the JVM: an application without its gate must not run. */
  static void stop(Throwable failure) {
    System.err.println(PREFIX + "cannot start: " + printable(reason(failure)));
    Runtime.getRuntime().halt(EXIT_CANNOT_START);
  }

  /** What {@code failure} says to an operator. */
  static String reason(Throwable failure) {
    if (failure instanceof PolicyException policy) {
      int more = policy.problems().size() - 1;
      return policy.problems().get(0) + (more == 0 ? "" : " (and " + more + " more)");
    }
    String message = failure.getMessage();
    boolean ours =
        failure instanceof SettingsException
            || failure instanceof IOException
            || failure instanceof UnaskedStageException
            || failure instanceof AuditUnavailableException
            || failure instanceof IllegalStateException;
    return ours && message != null ? message : failure.toString();
  }
}
