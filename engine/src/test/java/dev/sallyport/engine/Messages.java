package dev.sallyport.engine;

/** What every message about a user's or a model's text keeps to. */
final class Messages {
  private static final int MOST_CHARACTERS = 1_500;

  private Messages() {}

  /** Fails unless {@code message} is one line of bounded length that can be read. */
  static void check(String message) {
    if (message.isBlank() || message.length() > MOST_CHARACTERS) {
      throw new AssertionError("a message of " + message.length() + " characters");
    }
    for (int at = 0; at < message.length(); at += Character.charCount(message.codePointAt(at))) {
      int character = message.codePointAt(at);
      if (CallNames.isInvisible(character) || character == 0x7f) {
        throw new AssertionError("U+" + Integer.toHexString(character) + " in: " + message);
      }
    }
  }
}
