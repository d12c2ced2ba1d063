package dev.sallyport.cli.search;

/**
 * A set of numbers that may seem to hold some that it does not, and never seems to lack one that it
 * holds: a Bloom filter of some ten bits for each number. Immutable.
 *
 * @param bits a power of two of bits, or none for a set that seems to hold all
 */
record BloomFilter(byte[] bits) {
  private static final int HASHES = 4;
  private static final int BITS_PER_NUMBER = 10;
  private static final int MIN_BYTES = 8;
  static final int MAX_BYTES = 1 << 16;

  static BloomFilter ofAll() {
    return new BloomFilter(new byte[0]);
  }

  /** The set of the first {@code count} numbers. */
  static BloomFilter of(long[] numbers, int count) {
    long wanted = Math.max(MIN_BYTES, (long) count * BITS_PER_NUMBER / Byte.SIZE);
    int bytes = MIN_BYTES;
    while (bytes < wanted && bytes < MAX_BYTES) {
      bytes *= 2;
    }
    byte[] bits = new byte[bytes];
    for (int i = 0; i < count; i++) {
      long hash = mix(numbers[i]);
      for (int k = 0; k < HASHES; k++) {
        int bit = bit(hash, k, bytes);
        bits[bit >>> 3] |= (byte) (1 << (bit & 7));
      }
    }
    return new BloomFilter(bits);
  }

  static boolean isSize(int bytes) {
    return bytes == 0 || (bytes >= MIN_BYTES && bytes <= MAX_BYTES && Integer.bitCount(bytes) == 1);
  }

  boolean mayContain(long number) {
    if (bits.length == 0) {
      return true;
    }
    long hash = mix(number);
    for (int k = 0; k < HASHES; k++) {
      int bit = bit(hash, k, bits.length);
      if ((bits[bit >>> 3] & 1 << (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The {@code k}th bit: two halves of one hash make as many as are wanted. */
  private static int bit(long hash, int k, int bytes) {
    return (int) hash + k * ((int) (hash >>> 32) | 1) & bytes * Byte.SIZE - 1;
  }

  /** Spreads a number over 64 bits, one to one; the constants are those of SplitMix64. */
  private static long mix(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** A number for a text; texts may share one. */
  static long number(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }
}
