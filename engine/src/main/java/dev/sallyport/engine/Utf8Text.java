package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;

/** A text of a call as UTF-8; copies only what is not. Reusable, for one thread at a time. */
final class Utf8Text {
  private byte[] copy = new byte[64];
  private byte[] bytes = copy;
  private int start;
  private int length;

  void set(Value text) {
    start = text.start();
    length = text.end() - start;
    bytes = text.bytes();
    if (!text.utf8()) {
      copyLatin1();
    }
  }

  private void copyLatin1() {
    if (copy.length < 2 * length) {
      copy = new byte[Math.max(2 * length, 2 * copy.length)];
    }
    int to = 0;
    for (int at = start; at < start + length; at++) {
      int character = bytes[at] & 0xff;
      if (character < 0x80) {
        copy[to++] = (byte) character;
      } else {
        copy[to++] = (byte) (0xc0 | character >> 6);
        copy[to++] = (byte) (0x80 | character & 0x3f);
      }
    }
    bytes = copy;
    start = 0;
    length = to;
  }

  void forget() {
    bytes = copy;
    length = 0;
  }

  int length() {
    return length;
  }

  byte at(int position) {
    return bytes[start + position];
  }
}
