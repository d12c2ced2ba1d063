package dev.sallyport.engine.arguments;

/**
 * Hashes of byte strings, different in each process, so that nobody can choose keys that collide.
 * The high bits are the good ones: sums of products with unknown odd factors are nearly universal
 * in them (Dietzfelbinger et al., 1997). Needs no variable handles: paths are made before main.
 */
final class KeyHash {
  private static final long SEED = System.nanoTime() ^ System.identityHashCode(new Object()) * -7L;
  private static final long FIRST = mix(SEED) | 1;
  private static final long SECOND = mix(SEED + 1) | 1;
  private static final long THIRD = mix(SEED + 2) | 1;
  private static final long REST = mix(SEED + 3) | 1;
  private static final long START = mix(SEED + 4);

  private KeyHash() {}

  /** The finaliser of SplitMix64. */
  private static long mix(long seed) {
    long z = seed * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** For at most 8 bytes, padded with zeros: a length in it would only tell zeros apart. */
  static long of(long first) {
    long product = (first ^ START) * FIRST;
    return product ^ product >>> 32;
  }

  /** For at most 16 bytes, padded with zeros; the same as of one word if the second is 0. */
  static long of(long first, long second) {
    long sum = (first ^ START) * FIRST + second * SECOND;
    return sum ^ sum >>> 32;
  }

  /** Goes on with one more word behind the first 16 bytes. */
  static long next(long hash, long word) {
    long product = (hash ^ word) * REST;
    return product ^ product >>> 32;
  }

  /** One bit of 64, to tell most hashes apart at once. */
  static long bit(long hash) {
    return 1L << (hash >>> 58);
  }

  /** Of a child: its own hash, moved by its parent's number. */
  static long below(int parent, long hash) {
    long sum = hash + parent * THIRD;
    return sum == 0 ? 1 : sum;
  }

  static long of(byte[] bytes, int from, int to) {
    if (to - from <= 8) {
      return of(word(bytes, from, to));
    }
    long hash = of(word(bytes, from, to), word(bytes, from + 8, to));
    for (int at = from + 16; at < to; at += 8) {
      hash = next(hash, word(bytes, at, to));
    }
    return hash;
  }

  /** Up to eight bytes from {@code from}, padded with zeros at {@code end}. */
  static long word(byte[] bytes, int from, int end) {
    long word = 0;
    for (int at = Math.min(end, from + 8) - 1; at >= from; at--) {
      word = word << 8 | bytes[at] & 0xff;
    }
    return word;
  }
}
