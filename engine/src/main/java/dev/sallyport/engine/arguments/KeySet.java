package dev.sallyport.engine.arguments;

import java.util.Arrays;

/**
 * The keys of all open objects, one behind the other, to find one that an object has twice. Few
 * keys are compared in a row, many are found by hash; which process hashes them how is its secret,
 * so that nobody can make this slow.
 */
final class KeySet {
  /** Up to here comparing is cheaper than a table. */
  private static final int FEW = 24;

  /** What is kept for the next scan; more is given back. */
  private static final int KEPT_KEYS = 1 << 15;

  private long[] hashes = new long[64];
  private long[] places = new long[64]; // start above, length below; see {@link #bytes}
  private int top;

  /** Of the object at hand: its first key, a bit for each hash so far, its number. */
  private int base;

  private long bits;
  private int object;
  private int objects;

  private byte[] text = Scratch.NONE;
  private byte[] copies = Scratch.NONE; // keys that are not in the text as UTF-8
  private int copied;

  private final KeyTable table = new KeyTable();

  void clear(byte[] source) {
    text = source;
    top = 0;
    objects = 0;
    copied = 0;
    if (hashes.length > KEPT_KEYS) {
      hashes = new long[64];
      places = new long[64];
    }
    if (copies.length > KEPT_KEYS * 8) {
      copies = Scratch.NONE;
    }
    table.clear();
  }

  void forget() {
    text = Scratch.NONE;
  }

  int base() {
    return base;
  }

  int object() {
    return object;
  }

  long bits() {
    return bits;
  }

  /** Opens an object within the one at hand. */
  void open() {
    base = top;
    bits = 0;
    object = ++objects;
  }

  /** Drops the keys of the object at hand and goes back to the one around it. */
  void close(int outerBase, int outerObject, long outerBits) {
    top = base;
    base = outerBase;
    object = outerObject;
    bits = outerBits;
  }

  /** Room for a key's UTF-8 of at most {@code count} bytes, from {@link #copied}. */
  byte[] room(int count) {
    if (copies.length - copied < count) {
      copies = Arrays.copyOf(copies, Math.max(copies.length * 2, copied + count + 64));
    }
    return copies;
  }

  int copied() {
    return copied;
  }

  /** Adds a key that lies in the text; false if the object has it already. */
  boolean add(long hash, int from, int length) {
    long bit = KeyHash.bit(hash);
    int count = top - base;
    if (count >= FEW
        ? isInTable(hash, from, length)
        : (bits & bit) != 0 && has(hash, from, length)) {
      return false;
    }
    bits |= bit;
    if (top == hashes.length) {
      grow();
    }
    hashes[top] = hash;
    places[top++] = (long) from << 32 | length;
    return true;
  }

  /** As {@link #add}, for the key at {@link #copied}. */
  boolean addCopy(long hash, int length) {
    int from = copied;
    copied += length;
    return add(hash, ~from, length);
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, top * 2);
    places = Arrays.copyOf(places, top * 2);
  }

  private boolean has(long hash, int from, int length) {
    for (int key = base; key < top; key++) {
      if (hashes[key] == hash && isSame(key, from, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(int key, int from, int length) {
    int start = (int) (places[key] >> 32);
    return (int) places[key] == length
        && Arrays.equals(
            bytes(start),
            place(start),
            place(start) + length,
            bytes(from),
            place(from),
            place(from) + length);
  }

  /** Where a key is: in the text, or, if its start is negative, in the copies. */
  private byte[] bytes(int start) {
    return start < 0 ? copies : text;
  }

  private static int place(int start) {
    return start < 0 ? ~start : start;
  }

  /** Whether the table has the key of the object at hand; if not, puts it in as the next. */
  private boolean isInTable(long hash, int from, int length) {
    if (top - base == FEW) {
      for (int key = base; key < top; key++) {
        table.put(KeyHash.below(object, hashes[key]), key);
      }
    }
    long tag = KeyHash.below(object, hash);
    for (int at = table.first(tag); ; at = table.next(at)) {
      int key = table.key(at);
      if (key < 0) {
        table.put(tag, top);
        return false;
      }
      if (table.tag(at) == tag && key >= base && key < top && isSame(key, from, length)) {
        return true;
      }
    }
  }
}
