package dev.sallyport.engine.arguments;

import java.util.Arrays;

/**
 * Positions of keys by tag, open addressing. Emptied by one addition; nothing is ever removed, so
 * what belonged to closed objects stays until the table grows or is emptied.
 */
final class KeyTable {
  private static final int LEAST = 256;

  /** What is kept for the next scan; more is given back. */
  private static final int KEPT = 1 << 16;

  private long[] tags = new long[LEAST];
  private long[] entries = new long[LEAST]; // the generation above, the key below
  private int generation = 1;
  private int used;

  void clear() {
    if (tags.length > KEPT) {
      resize(LEAST);
    } else if (used > 0 && ++generation == 0) {
      Arrays.fill(entries, 0);
      generation = 1;
    }
    used = 0;
  }

  private void resize(int size) {
    tags = new long[size];
    entries = new long[size];
    generation = 1;
    used = 0;
  }

  /** Where to look for {@code tag} first: its high bits, which are its good ones. */
  int first(long tag) {
    return (int) (tag >>> Long.numberOfLeadingZeros(tags.length - 1L));
  }

  int next(int at) {
    return at + 1 & tags.length - 1;
  }

  long tag(int at) {
    return tags[at];
  }

  /** The key, or -1 where nothing is. */
  int key(int at) {
    long entry = entries[at];
    return (int) (entry >>> 32) == generation ? (int) entry : -1;
  }

  void put(long tag, int key) {
    if (used * 2 >= tags.length) {
      enlarge();
    }
    int at = first(tag);
    while (key(at) >= 0) {
      at = next(at);
    }
    tags[at] = tag;
    entries[at] = (long) generation << 32 | key;
    used++;
  }

  private void enlarge() {
    long[] oldTags = tags;
    long[] oldEntries = entries;
    int oldGeneration = generation;
    resize(oldTags.length * 2);
    for (int at = 0; at < oldTags.length; at++) {
      if ((int) (oldEntries[at] >>> 32) == oldGeneration) {
        put(oldTags[at], (int) oldEntries[at]);
      }
    }
  }
}
