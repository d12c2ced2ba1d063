package dev.sallyport.cli.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The different groups of three characters, without regard to case, in some texts. Takes a bounded
 * number of them. Not thread-safe.
 */
final class Grams {
  /** A block with more of them can't be told from one that has all. */
  static final int MAX = 40_000;

  private static final int ASCII_BITS = 21;
  private static final long OTHER = 1L << 48;

  private final long[] ascii = new long[1 << ASCII_BITS - 6];
  private final Set<Long> others = new HashSet<>();
  private long[] numbers = new long[1_024];
  private int count;
  private boolean full;

  /** The number of a group of folded characters; different groups have different ones. */
  static long number(char a, char b, char c) {
    return (a | b | c) < 0x80 ? a << 14 | b << 7 | c : OTHER | (long) a << 32 | (long) b << 16 | c;
  }

  /** Adds those of an ASCII text. */
  void add(byte[] bytes, int start, int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number = (number << 7 | FoldedText.fold((char) bytes[start + i])) & (1 << ASCII_BITS) - 1;
      if (i >= FoldedText.GRAM - 1) {
        addAscii(number);
      }
    }
  }

  /** Adds those of any text. */
  void add(String text) {
    for (int i = 0; i + FoldedText.GRAM <= text.length(); i++) {
      long number =
          number(
              FoldedText.fold(text.charAt(i)),
              FoldedText.fold(text.charAt(i + 1)),
              FoldedText.fold(text.charAt(i + 2)));
      if (number < OTHER) {
        addAscii((int) number);
      } else if (!full && others.add(number)) {
        keep(number);
      }
    }
  }

  private void addAscii(int number) {
    long bit = 1L << (number & 63);
    if ((ascii[number >>> 6] & bit) == 0 && !full) {
      ascii[number >>> 6] |= bit;
      keep(number);
    }
  }

  private void keep(long number) {
    if (count == MAX) {
      full = true;
      return;
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
    }
    numbers[count++] = number;
  }

  /** The groups as a filter, or one that all pass if there were too many; and begins anew. */
  BloomFilter take() {
    BloomFilter filter = full ? BloomFilter.ofAll() : BloomFilter.of(numbers, count);
    clear();
    return filter;
  }

  private void clear() {
    if (full) {
      Arrays.fill(ascii, 0);
    }
    for (int i = 0; i < count; i++) {
      if (numbers[i] < OTHER) {
        ascii[(int) numbers[i] >>> 6] = 0;
      }
    }
    others.clear();
    count = 0;
    full = false;
  }
}
