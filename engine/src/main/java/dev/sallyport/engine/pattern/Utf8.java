package dev.sallyport.engine.pattern;

/** UTF-8 of valid text; a lone surrogate of a Java string is written in three bytes like others. */
final class Utf8 {
  private Utf8() {}

  /** The code point whose first byte, not an ASCII one, is {@code lead} at {@code at}. */
  static int codePoint(byte[] text, int at, int lead) {
    if (lead < (byte) 0xe0) {
      return (lead & 0x1f) << 6 | text[at + 1] & 0x3f;
    }
    if (lead < (byte) 0xf0) {
      return (lead & 0x0f) << 12 | (text[at + 1] & 0x3f) << 6 | text[at + 2] & 0x3f;
    }
    return (lead & 0x07) << 18
        | (text[at + 1] & 0x3f) << 12
        | (text[at + 2] & 0x3f) << 6
        | text[at + 3] & 0x3f;
  }

  /** The bytes of a code point whose first byte is {@code lead}. */
  static int length(int lead) {
    return lead >= 0 ? 1 : lead < (byte) 0xe0 ? 2 : lead < (byte) 0xf0 ? 3 : 4;
  }

  /** The bytes of a text, lone surrogates included. */
  static byte[] bytes(String text) {
    byte[] bytes = new byte[3 * text.length()];
    int size = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      if (codePoint < 0x80) {
        bytes[size++] = (byte) codePoint;
        continue;
      }
      if (codePoint < 0x800) {
        bytes[size++] = (byte) (0xc0 | codePoint >> 6);
      } else {
        if (codePoint < 0x10000) {
          bytes[size++] = (byte) (0xe0 | codePoint >> 12);
        } else {
          bytes[size++] = (byte) (0xf0 | codePoint >> 18);
          bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        }
        bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
      }
      bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
    }
    return java.util.Arrays.copyOf(bytes, size);
  }
}
