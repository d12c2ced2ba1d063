package dev.sallyport.cli.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same text for the same bytes, as far as it remembers them: logs repeat few names. Takes
 * a bounded number of them. Not thread-safe.
 */
final class NameCache {
  private static final int SLOTS = 4_096;

  /** Longer names are not kept. */
  private static final int MAX_BYTES = 128;

  private final byte[][] keys = new byte[SLOTS][];
  private final @Nullable String[] values = new @Nullable String[SLOTS];

  /** The ASCII text in {@code bytes}. */
  String text(byte[] bytes, int start, int length) {
    if (length > MAX_BYTES) {
      return new String(bytes, start, length, StandardCharsets.US_ASCII);
    }
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ hash >>> 12) & SLOTS - 1;
    byte[] key = keys[slot];
    String value = values[slot];
    if (key != null
        && value != null
        && Arrays.equals(key, 0, key.length, bytes, start, start + length)) {
      return value;
    }
    String made = new String(bytes, start, length, StandardCharsets.US_ASCII);
    keys[slot] = Arrays.copyOfRange(bytes, start, start + length);
    values[slot] = made;
    return made;
  }
}
