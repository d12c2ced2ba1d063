package dev.sallyport.instrumentation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds out in one pass over a class file's constant pool which of a few strings it holds (JVMS
 * 4.4). Runs for every class of the application, so it allocates nothing. Immutable.
 */
final class ClassFileHeader {
  private static final int FIRST_CONSTANT = 10;

  /** Watched strings by their length in bytes, then in no order. */
  private final byte[][][] byLength;

  /** The bit of each of them. */
  private final long[][] bits;

  /**
   * Watches for {@code strings}: ASCII, no duplicates, at most 64.
   *
   * @throws IllegalArgumentException if there are more
   */
  ClassFileHeader(String[] strings) {
    if (strings.length > Long.SIZE) {
      throw new IllegalArgumentException("more than 64 watched strings: " + strings.length);
    }
    int longest = 0;
    for (String string : strings) {
      longest = Math.max(longest, string.length());
    }
    byLength = new byte[longest + 1][0][];
    bits = new long[longest + 1][0];
    for (int i = 0; i < strings.length; i++) {
      byte[] bytes = strings[i].getBytes(StandardCharsets.UTF_8);
      int length = bytes.length;
      int count = byLength[length].length;
      byLength[length] = Arrays.copyOf(byLength[length], count + 1);
      byLength[length][count] = bytes;
      bits[length] = Arrays.copyOf(bits[length], count + 1);
      bits[length][count] = 1L << i;
    }
  }

  /**
   * A set with bit {@code i} if the pool holds the {@code i}th string. Of a pool that this reader
   * does not understand, a set with each string that occurs anywhere in the file.
   */
  long mentionedIn(byte[] classFile) {
    try {
      return scan(classFile);
    } catch (ArrayIndexOutOfBoundsException truncated) {
      return searchAnywhere(classFile);
    }
  }

  private long scan(byte[] file) {
    long found = 0;
    int count = unsignedShort(file, 8);
    int at = FIRST_CONSTANT;
    for (int i = 1; i < count; i++) {
      int tag = file[at];
      if (tag == 1) {
        int length = unsignedShort(file, at + 1);
        at += 3;
        if (length < byLength.length && byLength[length].length > 0) {
          found |= match(file, at, length);
        }
        at += length;
      } else {
        int size = sizeOf(tag);
        if (size == 0) {
          return searchAnywhere(file);
        }
        at += size;
        if (tag == 5 || tag == 6) {
          i++; // long and double take two entries
        }
      }
    }
    return found;
  }

  /** The size of a constant with its tag, or 0 for a tag that JVMS 4.4 does not list. */
  private static int sizeOf(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      default -> 0;
    };
  }

  private long match(byte[] file, int at, int length) {
    byte[][] candidates = byLength[length];
    for (int i = 0; i < candidates.length; i++) {
      if (Arrays.equals(candidates[i], 0, length, file, at, at + length)) {
        return bits[length][i];
      }
    }
    return 0;
  }

  private long searchAnywhere(byte[] file) {
    long found = 0;
    for (int length = 1; length < byLength.length; length++) {
      for (int at = 0; byLength[length].length > 0 && at + length <= file.length; at++) {
        found |= match(file, at, length);
      }
    }
    return found;
  }

  private static int unsignedShort(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
  }
}
