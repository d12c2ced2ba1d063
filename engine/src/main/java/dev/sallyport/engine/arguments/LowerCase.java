package dev.sallyport.engine.arguments;

/** Lower case, code point by code point, so that no locale and no neighbour matters. */
final class LowerCase {
  private LowerCase() {}

  /** Sets {@code result} to the text in lower case, or to the text itself if it is already. */
  static void of(byte[] text, int from, int to, boolean utf8, Scratch scratch, Value result) {
    int at = unchanged(text, from, to, utf8);
    if (at == to) {
      result.setText(text, from, to, utf8);
      return;
    }
    // A code point of two bytes may become one of three, and no other grows.
    byte[] out = scratch.room((to - from) * (utf8 ? 2 : 1));
    int start = scratch.used();
    int kept = at - from;
    System.arraycopy(text, from, out, start, kept);
    int end =
        utf8 ? utf8(text, at, to, out, start + kept) : latin1(text, at, to, out, start + kept);
    scratch.use(end);
    result.setText(out, start, end, utf8);
  }

  private static int unchanged(byte[] text, int from, int to, boolean utf8) {
    int at = from;
    while (at < to) {
      int codePoint = utf8 ? Utf8.decode(text, at) : text[at] & 0xff;
      if (lower(codePoint) != codePoint) {
        return at;
      }
      at += utf8 ? Utf8.length(text[at]) : 1;
    }
    return to;
  }

  private static int latin1(byte[] text, int from, int to, byte[] out, int outAt) {
    int next = outAt;
    for (int at = from; at < to; at++) {
      out[next++] = (byte) lower(text[at] & 0xff);
    }
    return next;
  }

  private static int utf8(byte[] text, int from, int to, byte[] out, int outAt) {
    int next = outAt;
    for (int at = from; at < to; at += Utf8.length(text[at])) {
      next = Utf8.encode(lower(Utf8.decode(text, at)), out, next);
    }
    return next;
  }

  private static int lower(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint | 0x20 : codePoint;
    }
    return Character.toLowerCase(codePoint);
  }
}
