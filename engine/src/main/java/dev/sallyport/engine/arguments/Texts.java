package dev.sallyport.engine.arguments;

import java.util.Arrays;

/** Questions about texts in Latin-1 or UTF-8. */
final class Texts {
  private Texts() {}

  /** Code points of {@code from} to {@code to}. */
  static int codePoints(byte[] text, int from, int to, boolean utf8) {
    if (!utf8) {
      return to - from;
    }
    int count = 0;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      // A byte that continues a code point has the high bit and not the one below it.
      long word = Words.at(text, at);
      count += 8 - Long.bitCount(word & ~word << 1 & Words.HIGH_BITS);
    }
    for (; at < to; at++) {
      count += (text[at] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  /** Compares by code points: a negative number, 0 or a positive one. */
  static int compare(Value left, Value right) {
    if (left.utf8() == right.utf8()) { // UTF-8 keeps the order of code points
      return Arrays.compareUnsigned(
          left.bytes(), left.start(), left.end(), right.bytes(), right.start(), right.end());
    }
    return left.utf8() ? -compareMixed(right, left) : compareMixed(left, right);
  }

  private static int compareMixed(Value latin1, Value utf8) {
    byte[] narrow = latin1.bytes();
    byte[] wide = utf8.bytes();
    int at = latin1.start();
    int wideAt = utf8.start();
    while (at < latin1.end() && wideAt < utf8.end()) {
      int difference = (narrow[at] & 0xff) - Utf8.decode(wide, wideAt);
      if (difference != 0) {
        return difference;
      }
      at++;
      wideAt += Utf8.length(wide[wideAt]);
    }
    return Integer.compare(latin1.end() - at, utf8.end() - wideAt);
  }

  static boolean equal(Value left, Value right) {
    if (left.utf8() != right.utf8()) {
      return compare(left, right) == 0;
    }
    return Arrays.equals(
        left.bytes(), left.start(), left.end(), right.bytes(), right.start(), right.end());
  }

  /** Whether every byte is ASCII. */
  static boolean isAscii(byte[] text, int from, int to) {
    int at = from;
    long high = 0;
    for (; at + 8 <= to; at += 8) {
      high |= Words.at(text, at);
    }
    for (; at < to; at++) {
      high |= (long) (text[at] & 0x80);
    }
    return (high & Words.HIGH_BITS) == 0;
  }
}
