package dev.sallyport.config;

/** Text for one-line messages. */
final class Message {
  private static final int MAX_SHOWN = 200;
  private static final String HEX = "0123456789abcdef";

  private Message() {}

  /**
   * {@code input} in backticks, cut to a readable length, with what would break the line escaped.
   */
  static String quote(String input) {
    StringBuilder quoted = new StringBuilder(input.length() + 2).append('`');
    int shown = Math.min(input.length(), MAX_SHOWN);
    for (int i = 0; i < shown; i++) {
      char c = input.charAt(i);
      if (isPrintable(c)) {
        quoted.append(c);
      } else {
        appendEscaped(quoted, c);
      }
    }
    return quoted.append(shown < input.length() ? "...`" : "`").toString();
  }

  private static void appendEscaped(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }

  /** Neither a control character nor one that ends a line or reverses what follows it. */
  static boolean isPrintable(char c) {
    if (Character.isISOControl(c)) {
      return false;
    }
    int type = Character.getType(c);
    return type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
