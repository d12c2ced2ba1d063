package dev.sallyport.audit.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Roots and proofs of a log for every size that it had, from its leaf hashes; RFC 6962 sections 2.1
 * to 2.1.2. Remembers the root of each full block of 256 leaves once it was needed, so a growing
 * log is hashed once. Not thread-safe.
 */
public final class HashTree {
  private static final int BLOCK_LEAVES = 256;
  private static final int LENGTH = TreeHasher.LENGTH;

  private final TreeHasher hasher = new TreeHasher();
  private final LeafHashes leaves;
  private final byte[] block = new byte[BLOCK_LEAVES * LENGTH];
  private byte[] blockRoots = new byte[64 * LENGTH];
  private int knownBlocks;

  /** Of a log with these leaves, of which there may be more later. */
  public HashTree(LeafHashes leaves) {
    this.leaves = leaves;
  }

  /**
   * The root over the first {@code size} leaves, 32 bytes.
   *
   * @throws IOException if their hashes can't be read
   */
  public byte[] root(long size) throws IOException {
    checkSize(size);
    return size == 0 ? hasher.emptyRoot() : subtree(0, size);
  }

  /**
   * The inclusion proof of the leaf {@code index} in the tree of the first {@code size} leaves,
   * from the leaf's sibling up.
   *
   * @throws IllegalArgumentException if there is no such leaf
   */
  public List<byte[]> inclusionProof(long index, long size) throws IOException {
    checkSize(size);
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "got leaf `" + index + "`, wanted 0 to `" + (size - 1) + "`");
    }
    List<byte[]> proof = new ArrayList<>();
    addPath(index, 0, size, proof);
    return proof;
  }

  /**
   * The proof that the tree of the first {@code oldSize} leaves is the beginning of that of the
   * first {@code newSize}; empty if they are equal or the old one is.
   *
   * @throws IllegalArgumentException if the old one is larger
   */
  public List<byte[]> consistencyProof(long oldSize, long newSize) throws IOException {
    checkSize(newSize);
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException(
          "got old size `" + oldSize + "`, wanted 0 to `" + newSize + "`");
    }
    List<byte[]> proof = new ArrayList<>();
    if (oldSize > 0 && oldSize < newSize) {
      addConsistency(oldSize, 0, newSize, true, proof);
    }
    return proof;
  }

  private void checkSize(long size) throws IOException {
    if (size < 0 || size > leaves.size()) {
      throw new IllegalArgumentException(
          "got size `" + size + "`, wanted 0 to `" + leaves.size() + "`");
    }
  }

  private void addPath(long index, long begin, long end, List<byte[]> proof) throws IOException {
    if (end - begin == 1) {
      return;
    }
    long middle = begin + split(end - begin);
    if (index < middle) {
      addPath(index, begin, middle, proof);
      proof.add(subtree(middle, end));
    } else {
      addPath(index, middle, end, proof);
      proof.add(subtree(begin, middle));
    }
  }

  /** SUBPROOF of RFC 6962: {@code whole} says that the old tree is known to the verifier. */
  private void addConsistency(long oldEnd, long begin, long end, boolean whole, List<byte[]> proof)
      throws IOException {
    if (oldEnd == end) {
      if (!whole) {
        proof.add(subtree(begin, end));
      }
      return;
    }
    long middle = begin + split(end - begin);
    if (oldEnd <= middle) {
      addConsistency(oldEnd, begin, middle, whole, proof);
      proof.add(subtree(middle, end));
    } else {
      addConsistency(oldEnd, middle, end, false, proof);
      proof.add(subtree(begin, middle));
    }
  }

  /** The largest power of two below {@code count}, which is 2 or more. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  /** The root over the leaves {@code [begin, end)}, a subtree of RFC 6962's recursion. */
  private byte[] subtree(long begin, long end) throws IOException {
    long count = end - begin;
    if (count == BLOCK_LEAVES) {
      return blockRoot(begin / BLOCK_LEAVES);
    }
    if (count < BLOCK_LEAVES) {
      leaves.read(begin, (int) count, block);
      return fold(0, (int) count);
    }
    long middle = begin + split(count);
    return hasher.node(subtree(begin, middle), subtree(middle, end));
  }

  /** The root over the leaves at {@code [from, to)} of the block that was read. */
  private byte[] fold(int from, int to) {
    if (to - from == 1) {
      return Arrays.copyOfRange(block, from * LENGTH, to * LENGTH);
    }
    int middle = from + (int) split(to - from);
    return hasher.node(fold(from, middle), fold(middle, to));
  }

  private byte[] blockRoot(long number) throws IOException {
    while (knownBlocks <= number) {
      leaves.read((long) knownBlocks * BLOCK_LEAVES, BLOCK_LEAVES, block);
      byte[] root = fold(0, BLOCK_LEAVES);
      if (blockRoots.length == knownBlocks * LENGTH) {
        blockRoots = Arrays.copyOf(blockRoots, blockRoots.length * 2);
      }
      System.arraycopy(root, 0, blockRoots, knownBlocks * LENGTH, LENGTH);
      knownBlocks++;
    }
    int at = (int) number * LENGTH;
    return Arrays.copyOfRange(blockRoots, at, at + LENGTH);
  }
}
