package dev.sallyport.engine.arguments;

/**
 * The bytes of a String: Latin-1 if all its characters are, its own array where that can be read;
 * else UTF-8. Reusable.
 */
final class TextBytes {
  /** What is kept for the next text; more is given back. */
  private static final int KEPT_BYTES = 1 << 20;

  private static final int CHUNK = 4096;

  private byte[] bytes = Scratch.NONE;
  private byte[] buffer = Scratch.NONE;
  private char[] chunk = new char[0];
  private int end;
  private boolean utf8;
  private int badAt;

  byte[] bytes() {
    return bytes;
  }

  int end() {
    return end;
  }

  boolean utf8() {
    return utf8;
  }

  /** Where {@link #read} met an unpaired surrogate, in characters. */
  int badAt() {
    return badAt;
  }

  /** Lets go of the text, and of a buffer that is larger than calls usually need. */
  void clear() {
    bytes = Scratch.NONE;
    end = 0;
    if (buffer.length > KEPT_BYTES) {
      buffer = Scratch.NONE;
    }
  }

  /** False if {@code text} has an unpaired surrogate, so that it has no UTF-8. */
  boolean read(String text) {
    return read(text, false);
  }

  /** As {@link #read}, but an unpaired surrogate is encoded as if it were a code point. */
  void readAny(String text) {
    read(text, true);
  }

  private boolean read(String text, boolean unpaired) {
    byte[] own = StringMemory.latin1(text);
    if (own != null) {
      bytes = own;
      end = own.length;
      utf8 = false;
      return true;
    }
    if (chunk.length == 0) {
      chunk = new char[CHUNK];
    }
    end = 0;
    reserve(text.length());
    utf8 = !narrow(text);
    boolean valid = !utf8 || encode(text, unpaired);
    bytes = buffer;
    return valid;
  }

  private void reserve(int count) {
    if (buffer.length < count) {
      byte[] larger = new byte[Math.max(count + 64, buffer.length * 2)];
      System.arraycopy(buffer, 0, larger, 0, end);
      buffer = larger;
    }
  }

  private boolean narrow(String text) {
    end = 0;
    int length = text.length();
    for (int from = 0; from < length; from += CHUNK) {
      int to = Math.min(length, from + CHUNK);
      text.getChars(from, to, chunk, 0);
      if (!narrow(to - from)) {
        return false;
      }
    }
    return true;
  }

  private boolean narrow(int count) {
    char[] from = chunk;
    byte[] to = buffer;
    int all = 0;
    int out = end;
    for (int at = 0; at < count; at++) {
      all |= from[at];
      to[out + at] = (byte) from[at];
    }
    end = out + count;
    return all <= 0xff;
  }

  private boolean encode(String text, boolean unpaired) {
    end = 0;
    int length = text.length();
    int from = 0;
    while (from < length) {
      int to = Math.min(length, from + CHUNK);
      if (to < length && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--; // its partner is in the next chunk
      }
      text.getChars(from, to, chunk, 0);
      reserve(end + (to - from) * 3);
      int bad = encode(to - from, unpaired);
      if (bad >= 0) {
        badAt = from + bad;
        return false;
      }
      from = to;
    }
    return true;
  }

  /** The position of an unpaired surrogate in the chunk, or -1. */
  private int encode(int count, boolean unpaired) {
    char[] from = chunk;
    byte[] to = buffer;
    int out = end;
    for (int at = 0; at < count; at++) {
      char character = from[at];
      if (character < 0x80) {
        to[out++] = (byte) character;
      } else if (!Character.isSurrogate(character)) {
        out = Utf8.encode(character, to, out);
      } else if (at + 1 < count && Character.isSurrogatePair(character, from[at + 1])) {
        out = Utf8.encode(Character.toCodePoint(character, from[++at]), to, out);
      } else if (unpaired) {
        out = Utf8.encode(character, to, out);
      } else {
        return at;
      }
    }
    end = out;
    return -1;
  }
}
