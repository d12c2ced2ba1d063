package dev.sallyport.audit.store;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** The one logger of the store's libraries: errors go to standard error, the rest nowhere. */
final class StoreLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  static final StoreLogger INSTANCE = new StoreLogger();

  private StoreLogger() {
    name = "sallyport.audit.store";
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return false;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    report(MessageFormatter.basicArrayFormat(message, arguments), thrown);
  }

  void report(@Nullable String message, @Nullable Throwable thrown) {
    PrintStream err = System.err;
    err.println(
        "sallyport: audit store: "
            + oneLine(message)
            + (thrown == null ? "" : ": " + oneLine(thrown.toString())));
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replace('\n', ' ').replace('\r', ' ');
  }
}
