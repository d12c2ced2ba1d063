package dev.sallyport.audit.merkle;

/**
 * A tree that grows leaf by leaf and keeps only the roots of its perfect subtrees, at most one for
 * each bit of its size. Allocates nothing while it grows. Not thread-safe.
 */
public final class CompactTree {
  private static final int MAX_LEVELS = 63;
  private static final int LENGTH = TreeHasher.LENGTH;

  private final TreeHasher hasher = new TreeHasher();

  /** The root of the perfect subtree of {@code 2^level} leaves stands at {@code level * 32}. */
  private final byte[] subtrees = new byte[MAX_LEVELS * LENGTH];

  private final byte[] carry = new byte[LENGTH];
  private long size;

  /** How many leaves it has. */
  public long size() {
    return size;
  }

  /** Adds the leaf whose hash is {@code hashes[at, at + 32)}. */
  public void add(byte[] hashes, int at) {
    System.arraycopy(hashes, at, carry, 0, LENGTH);
    int level = 0;
    while ((size >>> level & 1) == 1) {
      hasher.node(subtrees, level * LENGTH, carry, 0, carry, 0);
      level++;
    }
    System.arraycopy(carry, 0, subtrees, level * LENGTH, LENGTH);
    size++;
  }

  /** Adds the leaf with this hash. */
  public void add(byte[] leafHash) {
    add(leafHash, 0);
  }

  /** The root over all leaves so far, 32 bytes. */
  public byte[] root() {
    if (size == 0) {
      return hasher.emptyRoot();
    }
    int level = Long.numberOfTrailingZeros(size);
    byte[] root = new byte[LENGTH];
    System.arraycopy(subtrees, level * LENGTH, root, 0, LENGTH);
    for (level++; size >>> level != 0; level++) {
      if ((size >>> level & 1) == 1) {
        hasher.node(subtrees, level * LENGTH, root, 0, root, 0);
      }
    }
    return root;
  }

  /** A tree with the same leaves that grows apart from this one. */
  public CompactTree copy() {
    CompactTree copy = new CompactTree();
    System.arraycopy(subtrees, 0, copy.subtrees, 0, subtrees.length);
    copy.size = size;
    return copy;
  }
}
