package dev.sallyport.engine.pattern;

import java.util.Arrays;

/** For each class of an alphabet a list of nodes, in arrays. */
final class ClassBuckets {
  private final int[] first;
  private int[] next = new int[16];
  private int[] target = new int[16];
  private int size;

  ClassBuckets(int classes) {
    first = new int[classes];
    Arrays.fill(first, -1);
  }

  void clear() {
    Arrays.fill(first, -1);
    size = 0;
  }

  /** Adds a node to the lists of some classes. */
  void add(int[] classes, int node) {
    if (size + classes.length > next.length) {
      next = Arrays.copyOf(next, 2 * (size + classes.length));
      target = Arrays.copyOf(target, next.length);
    }
    for (int of : classes) {
      next[size] = first[of];
      target[size] = node;
      first[of] = size++;
    }
  }

  boolean isEmpty(int of) {
    return first[of] < 0;
  }

  /** The first entry of a class, or -1. */
  int first(int of) {
    return first[of];
  }

  /** The entry after, or -1. */
  int next(int entry) {
    return next[entry];
  }

  int target(int entry) {
    return target[entry];
  }
}
