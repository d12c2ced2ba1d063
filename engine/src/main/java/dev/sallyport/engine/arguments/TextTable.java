package dev.sallyport.engine.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A set of texts, found by a {@link Value} in either encoding: a text that Latin-1 can write and
 * ASCII cannot is in the table twice. Immutable.
 */
public final class TextTable {
  private static final int NOT_FOUND = -1;

  private final byte[][] texts;
  private final boolean[] utf8;
  private final boolean[] ascii;
  private final int[] indexes;
  private final long[] tags; // 0: free
  private final int shift;

  private TextTable(String[] literals) {
    int bits = 64 - Long.numberOfLeadingZeros(literals.length * 4L + 1);
    int size = 1 << bits;
    shift = 64 - bits;
    texts = new byte[size][];
    utf8 = new boolean[size];
    ascii = new boolean[size];
    indexes = new int[size];
    tags = new long[size];
    for (int index = 0; index < literals.length; index++) {
      add(literals[index], index);
    }
  }

  /** The set of {@code literals}; of equal ones the first counts. */
  public static TextTable of(String[] literals) {
    return new TextTable(literals);
  }

  private void add(String literal, int index) {
    byte[] wide = Utf8.of(literal);
    if (wide == null) {
      return; // an unpaired surrogate: no value has this text
    }
    boolean isAscii = wide.length == literal.length();
    add(wide, true, isAscii, index);
    if (!isAscii && isLatin1(literal)) {
      add(literal.getBytes(StandardCharsets.ISO_8859_1), false, false, index);
    }
  }

  private static boolean isLatin1(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) > 0xff) {
        return false;
      }
    }
    return true;
  }

  private void add(byte[] text, boolean isUtf8, boolean isAscii, int index) {
    if (find(text, 0, text.length, isUtf8) != NOT_FOUND) {
      return;
    }
    long tag = KeyHash.below(0, KeyHash.of(text, 0, text.length));
    int at = (int) (tag >>> shift);
    while (tags[at] != 0) {
      at = at + 1 & tags.length - 1;
    }
    tags[at] = tag;
    texts[at] = text;
    utf8[at] = isUtf8;
    ascii[at] = isAscii;
    indexes[at] = index;
  }

  /** The index of the literal that {@code text} equals, or -1; also -1 if it is no text. */
  public int find(Value text) {
    return text.kind() == Kind.TEXT
        ? find(text.bytes(), text.start(), text.end(), text.utf8())
        : NOT_FOUND;
  }

  private int find(byte[] text, int from, int to, boolean isUtf8) {
    long tag = KeyHash.below(0, hash(text, from, to));
    int at = (int) (tag >>> shift);
    while (tags[at] != 0) {
      if (tags[at] == tag
          && (ascii[at] || utf8[at] == isUtf8)
          && Arrays.equals(texts[at], 0, texts[at].length, text, from, to)) {
        return indexes[at];
      }
      at = at + 1 & tags.length - 1;
    }
    return NOT_FOUND;
  }

  /** {@link KeyHash#of(byte[], int, int)}, eight bytes at a time. */
  private static long hash(byte[] text, int from, int to) {
    long first = Words.before(text, from, to);
    long hash = KeyHash.of(first, Words.before(text, from + 8, to));
    for (int at = from + 16; at < to; at += 8) {
      hash = KeyHash.next(hash, Words.before(text, at, to));
    }
    return hash;
  }
}
