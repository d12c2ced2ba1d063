package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;

/** What a model reads of how a tool ended. */
final class ResultText {
  /** Longer chains are no accident. */
  private static final int MOST_CAUSES = 16;

  private ResultText() {}

  /**
   * The result as text, as frameworks make it of an object; of what was thrown the messages, its
   * own and those of its causes, one a line. Null if there is nothing to read. May throw what code
   * of the application throws.
   */
  static @Nullable String of(@Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      return messages(thrown);
    }
    return result == null ? null : String.valueOf(result);
  }

  private static String messages(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable cause = thrown;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      String message = cause.getMessage();
      if (message != null) {
        text.append(text.length() == 0 ? "" : "\n").append(message);
      }
      cause = cause.getCause();
    }
    return text.toString();
  }
}
