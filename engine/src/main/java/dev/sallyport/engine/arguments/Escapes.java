package dev.sallyport.engine.arguments;

/** The escapes of JSON texts (RFC 8259, section 7) that have been checked. */
final class Escapes {
  private Escapes() {}

  /** Writes the text as UTF-8; the position behind it. */
  static int resolve(byte[] text, int from, int to, boolean utf8, byte[] out, int outAt) {
    int at = from;
    int next = outAt;
    while (at < to) {
      byte character = text[at];
      if (character == '\\') {
        int codePoint = codePoint(text, at);
        next = Utf8.encode(codePoint, out, next);
        at += length(text, at);
      } else if (utf8 || character >= 0) {
        out[next++] = character;
        at++;
      } else {
        next = Utf8.encode(character & 0xff, out, next);
        at++;
      }
    }
    return next;
  }

  /** Characters of the escape at {@code at}: 2, 6, or 12 for a surrogate pair. */
  static int length(byte[] text, int at) {
    if (text[at + 1] != 'u') {
      return 2;
    }
    return Character.isHighSurrogate((char) hex(text, at + 2)) ? 12 : 6;
  }

  /** What the escape at {@code at} stands for. */
  static int codePoint(byte[] text, int at) {
    switch (text[at + 1]) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        int unit = hex(text, at + 2);
        return Character.isHighSurrogate((char) unit)
            ? Character.toCodePoint((char) unit, (char) hex(text, at + 8))
            : unit;
      default:
        return text[at + 1];
    }
  }

  /** The number of four hexadecimal digits; negative if they are not. */
  static int hex(byte[] text, int at) {
    return digit(text[at]) << 12
        | digit(text[at + 1]) << 8
        | digit(text[at + 2]) << 4
        | digit(text[at + 3]);
  }

  private static int digit(byte character) {
    int digit = character - '0';
    if (digit >= 0 && digit <= 9) {
      return digit;
    }
    int letter = (character | 0x20) - 'a';
    return letter >= 0 && letter <= 5 ? letter + 10 : -1;
  }
}
