package dev.sallyport.engine.arguments;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-8 of code points (RFC 3629). */
final class Utf8 {
  private Utf8() {}

  /** The bytes of {@code text}; null if it has an unpaired surrogate. */
  static byte @Nullable [] of(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int end = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return null;
      }
      end = encode(codePoint, bytes, end);
      at += Character.charCount(codePoint);
    }
    return Arrays.copyOf(bytes, end);
  }

  /** Writes {@code codePoint}; the position behind it. */
  static int encode(int codePoint, byte[] to, int at) {
    if (codePoint < 0x80) {
      to[at] = (byte) codePoint;
      return at + 1;
    }
    int next = at;
    if (codePoint < 0x800) {
      to[next++] = (byte) (0xc0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        to[next++] = (byte) (0xe0 | codePoint >> 12);
      } else {
        to[next++] = (byte) (0xf0 | codePoint >> 18);
        to[next++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
      }
      to[next++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
    }
    to[next++] = (byte) (0x80 | codePoint & 0x3f);
    return next;
  }

  /** The code point at {@code at} of valid UTF-8. */
  static int decode(byte[] from, int at) {
    int first = from[at];
    if (first >= 0) {
      return first;
    }
    int second = from[at + 1] & 0x3f;
    if ((first & 0xe0) == 0xc0) {
      return (first & 0x1f) << 6 | second;
    }
    int third = from[at + 2] & 0x3f;
    return (first & 0xf0) == 0xe0
        ? (first & 0xf) << 12 | second << 6 | third
        : (first & 7) << 18 | second << 12 | third << 6 | from[at + 3] & 0x3f;
  }

  /** Bytes of the code point that starts with {@code first}. */
  static int length(byte first) {
    if (first >= 0) {
      return 1;
    }
    return (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
  }
}
