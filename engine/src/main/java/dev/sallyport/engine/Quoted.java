package dev.sallyport.engine;

/** Untrusted text in messages: in backticks, bounded, one line, without invisible characters. */
public final class Quoted {
  private static final int SHOWN_CHARACTERS = 64;
  private static final int MESSAGE_CHARACTERS = 200;

  private Quoted() {}

  /** {@code text} in backticks, cut to 64 characters. */
  public static String of(String text) {
    return "`" + visible(text, SHOWN_CHARACTERS) + "`";
  }

  /** A message of a library that may quote its input, cut to 200 characters. */
  public static String message(String text) {
    return visible(text, MESSAGE_CHARACTERS);
  }

  private static String visible(String text, int limit) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length() && at < limit) {
      int character = text.codePointAt(at);
      if (isVisible(character)) {
        out.appendCodePoint(character);
      } else {
        out.append("\\u{").append(Integer.toHexString(character)).append('}');
      }
      at += Character.charCount(character);
    }
    return at < text.length() ? out.append("...").toString() : out.toString();
  }

  private static boolean isVisible(int character) {
    return character >= 0x20 && character < 0x7f
        || character > 0xa0 && !CallNames.isInvisible(character);
  }
}
