package dev.sallyport.engine.arguments;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: the first byte is the lowest of the word. */
final class Words {
  static final long LOW_BITS = 0x0101010101010101L;
  static final long HIGH_BITS = 0x8080808080808080L;

  // The words of JSON; false without its first letter.
  static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
  static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;
  static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /** The word at {@code at}; eight bytes must be there. */
  static long at(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Four bytes, the first lowest. */
  static int intAt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /** As {@link #at}, with zeros for what lies at {@code end} or behind it. */
  static long before(byte[] bytes, int at, int end) {
    int count = end - at;
    if (count >= 8) {
      return at(bytes, at);
    }
    if (count <= 0) {
      return 0;
    }
    return at + 8 <= bytes.length ? at(bytes, at) & mask(count) : KeyHash.word(bytes, at, end);
  }

  /** The lowest {@code count} bytes, 0 to 7. */
  static long mask(int count) {
    return (1L << (count << 3)) - 1;
  }

  /**
   * Marks, by their high bits, the quotes, backslashes and control characters of a word. Exact up
   * to the first mark, which is what matters: a borrow only runs upwards from a marked byte.
   */
  static long special(long word) {
    // xor 2 puts the quote, 0x22, right above the control characters and leaves those in place.
    long quoteOrControl = (word ^ 0x0202020202020202L) - 0x2121212121212121L;
    long backslash = (word ^ 0x5c5c5c5c5c5c5c5cL) - LOW_BITS;
    return (quoteOrControl | backslash) & ~word & HIGH_BITS;
  }

  /** Whether there is a mark, and the lowest is on a quote. */
  static boolean isQuote(long word, long marks) {
    return marks != 0 && (word >>> (Long.numberOfTrailingZeros(marks) & 0x38) & 0xff) == '"';
  }

  /** Marks what is no ASCII digit; exact up to the first mark. */
  static long noDigits(long word) {
    long value = word ^ 0x3030303030303030L; // 0 to 9 for digits, and only for them
    return (value + 0x7676767676767676L | value) & HIGH_BITS;
  }

  /** Which byte of a word the lowest mark is in. */
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
