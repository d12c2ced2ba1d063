package dev.sallyport.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/**
 * Each attack on a good proof, for every leaf and every pair of sizes to 64. A size that is off by
 * one is no attack where the shape of the path stays the same: a size is only ever trusted together
 * with its root, under one signature.
 */
class ProofProbesTest {
  private static final int MOST = 64;

  private final TreeHasher hasher = new TreeHasher();
  private final ProofVerifier verifier = new ProofVerifier();
  private final MemoryLeaves hashes = new MemoryLeaves();
  private final HashTree tree = new HashTree(hashes);
  private final List<byte[]> leafHashes = new ArrayList<>();

  ProofProbesTest() {
    for (int i = 0; i < MOST; i++) {
      byte[] hash = hasher.leaf(new byte[] {(byte) i, 7});
      leafHashes.add(hash);
      hashes.add(hash);
    }
  }

  /** A claim that a leaf is in a tree. */
  private record Inclusion(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
    boolean holds() {
      try {
        new ProofVerifier().inclusion(leaf, index, size, proof, root);
        return true;
      } catch (InvalidProofException e) {
        return false;
      }
    }

    Inclusion leaf(byte[] other) {
      return new Inclusion(other, index, size, proof, root);
    }

    Inclusion at(long otherIndex, long otherSize) {
      return new Inclusion(leaf, otherIndex, otherSize, proof, root);
    }

    Inclusion proof(List<byte[]> other) {
      return new Inclusion(leaf, index, size, other, root);
    }

    Inclusion root(byte[] other) {
      return new Inclusion(leaf, index, size, proof, other);
    }
  }

  private interface Probe {
    void on(Inclusion good) throws IOException;
  }

  private void everyInclusion(Probe probe) throws IOException {
    for (int size = 1; size <= MOST; size++) {
      byte[] root = tree.root(size);
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = tree.inclusionProof(index, size);
        Inclusion good = new Inclusion(leafHashes.get(index), index, size, proof, root);
        assertThat(good.holds()).isTrue();
        probe.on(good);
      }
    }
  }

  private static void refused(Inclusion claim) {
    assertThat(claim.holds()).as("leaf %d of %d", claim.index, claim.size).isFalse();
  }

  private static byte[] flipped(byte[] hash, int bit) {
    byte[] other = hash.clone();
    other[bit / 8 % hash.length] ^= (byte) (1 << bit % 8);
    return other;
  }

  @Test
  void aFlippedBitInLeafRootOrProof() throws IOException {
    everyInclusion(
        good -> {
          int bit = (int) (good.index * 31 + good.size) % 256;
          refused(good.leaf(flipped(good.leaf, bit)));
          refused(good.root(flipped(good.root, bit)));
          for (int i = 0; i < good.proof.size(); i++) {
            List<byte[]> proof = new ArrayList<>(good.proof);
            proof.set(i, flipped(proof.get(i), bit + i));
            refused(good.proof(proof));
          }
        });
  }

  @Test
  void aTruncatedProof() throws IOException {
    everyInclusion(
        good -> {
          for (int end = 0; end < good.proof.size(); end++) {
            refused(good.proof(good.proof.subList(0, end)));
            refused(good.proof(good.proof.subList(end + 1, good.proof.size())));
          }
        });
  }

  @Test
  void anExtendedProof() throws IOException {
    everyInclusion(
        good -> {
          for (byte[] more : List.of(good.root, good.leaf, hasher.emptyRoot(), new byte[32])) {
            for (int at = 0; at <= good.proof.size(); at++) {
              List<byte[]> proof = new ArrayList<>(good.proof);
              proof.add(at, more);
              refused(good.proof(proof));
            }
          }
        });
  }

  @Test
  void swappedNodes() throws IOException {
    everyInclusion(
        good -> {
          for (int i = 1; i < good.proof.size(); i++) {
            List<byte[]> proof = new ArrayList<>(good.proof);
            Collections.swap(proof, i - 1, i);
            refused(good.proof(proof));
          }
        });
  }

  @Test
  void anotherIndexOrSize() throws IOException {
    everyInclusion(
        good -> {
          refused(good.at(good.index - 1, good.size));
          refused(good.at(good.index + 1, good.size));
          refused(good.at(good.index ^ 2, good.size));
          refused(good.at(good.index + good.size, good.size));
          refused(good.at(good.index, good.size * 2));
          refused(good.at(good.index, good.size / 2));
          for (long size : new long[] {good.size - 1, good.size + 1}) {
            boolean sameShape =
                good.index < size
                    && PathLength.of(good.index, size) == PathLength.of(good.index, good.size);
            if (!sameShape) {
              refused(good.at(good.index, size));
            }
          }
        });
  }

  @Test
  void zeroNegativeAndOverflowingSizes() throws IOException {
    everyInclusion(
        good -> {
          refused(good.at(good.index, 0));
          refused(good.at(0, 0));
          refused(good.at(good.index, -good.size));
          refused(good.at(-good.index - 1, good.size));
          refused(good.at(good.index, Long.MAX_VALUE));
          refused(good.at(good.index, Long.MIN_VALUE));
          refused(good.at(Long.MAX_VALUE, good.size));
          refused(good.at(Long.MAX_VALUE - 1, Long.MAX_VALUE));
          refused(good.at(good.index + (1L << 32), good.size));
          refused(good.at(good.index + (1L << 32), good.size + (1L << 32)));
        });
  }

  @Test
  void anInternalNodeOfferedAsALeaf() throws IOException {
    everyInclusion(
        good -> {
          byte[] node = good.leaf;
          long index = good.index;
          long size = good.size;
          for (int i = 0; i < good.proof.size(); i++) {
            node =
                index % 2 == 1 || index == size - 1
                    ? hasher.node(good.proof.get(i), node)
                    : hasher.node(node, good.proof.get(i));
            List<byte[]> rest = good.proof.subList(i + 1, good.proof.size());
            refused(good.leaf(node));
            // Where the node stands as if it were a leaf, in a tree of the real size.
            refused(good.leaf(node).proof(rest));
            index /= 2;
            size = (size + 1) / 2;
          }
          // What a node hashes, given as the data of a leaf: the prefixes keep them apart.
          if (!good.proof.isEmpty()) {
            byte[] pair = new byte[64];
            System.arraycopy(good.leaf, 0, pair, 0, 32);
            System.arraycopy(good.proof.get(0), 0, pair, 32, 32);
            refused(good.leaf(hasher.leaf(pair)).proof(good.proof.subList(1, good.proof.size())));
          }
        });
  }

  @Test
  void theProofOfAnotherLeaf() throws IOException {
    everyInclusion(
        good -> {
          for (int other = 0; other < good.size; other++) {
            if (other != good.index) {
              refused(good.leaf(leafHashes.get(other)));
              refused(good.proof(tree.inclusionProof(other, good.size)));
            }
          }
        });
  }

  @Test
  void theRootOfAnotherTree() throws IOException {
    everyInclusion(
        good -> {
          for (int other = 0; other <= MOST; other++) {
            if (other != good.size) {
              refused(good.root(tree.root(other)));
            }
          }
        });
  }

  @Test
  void hashesOfTheWrongLength() throws IOException {
    everyInclusion(
        good -> {
          for (int length : new int[] {0, 31, 33, 64}) {
            byte[] wrong = new byte[length];
            refused(good.leaf(wrong));
            refused(good.root(wrong));
            for (int i = 0; i < good.proof.size(); i++) {
              List<byte[]> proof = new ArrayList<>(good.proof);
              proof.set(i, wrong);
              refused(good.proof(proof));
            }
          }
        });
  }

  private boolean consistent(long old, long size, List<byte[]> proof, byte[] oldRoot, byte[] root) {
    try {
      verifier.consistency(old, size, proof, oldRoot, root);
      return true;
    } catch (InvalidProofException e) {
      return false;
    }
  }

  private void differs(long old, long size, List<byte[]> proof, byte[] oldRoot, byte[] root) {
    assertThat(consistent(old, size, proof, oldRoot, root)).as("%d to %d", old, size).isFalse();
  }

  @Test
  void everyAttackOnAConsistencyProof() throws IOException {
    for (int size = 1; size <= MOST; size++) {
      byte[] root = tree.root(size);
      for (int old = 1; old < size; old++) {
        List<byte[]> proof = tree.consistencyProof(old, size);
        byte[] oldRoot = tree.root(old);
        assertThat(consistent(old, size, proof, oldRoot, root)).isTrue();
        attackSizes(old, size, proof, oldRoot, root);
        attackRoots(old, size, proof, oldRoot, root);
        attackProof(old, size, proof, oldRoot, root);
      }
    }
  }

  private void attackSizes(int old, int size, List<byte[]> proof, byte[] oldRoot, byte[] root) {
    differs(old - 1, size, proof, oldRoot, root);
    differs(old + 1, size, proof, oldRoot, root);
    differs(old ^ 2, size, proof, oldRoot, root);
    differs(old * 2L, size, proof, oldRoot, root);
    differs(old, size * 2L, proof, oldRoot, root);
    differs(old, size / 2, proof, oldRoot, root);
    differs(size, old, proof, oldRoot, root);
    differs(0, size, proof, oldRoot, root);
    differs(old, 0, proof, oldRoot, root);
    differs(-old, size, proof, oldRoot, root);
    differs(old, -size, proof, oldRoot, root);
    differs(old, Long.MAX_VALUE, proof, oldRoot, root);
    differs(Long.MAX_VALUE - 1, Long.MAX_VALUE, proof, oldRoot, root);
    differs(old + (1L << 32), size + (1L << 32), proof, oldRoot, root);
    differs(size, size, proof, oldRoot, root);
    differs(size, size, List.of(), oldRoot, root);
  }

  private void attackRoots(int old, int size, List<byte[]> proof, byte[] oldRoot, byte[] root) {
    differs(old, size, proof, root, oldRoot);
    differs(old, size, proof, root, root);
    differs(old, size, proof, oldRoot, oldRoot);
    differs(old, size, proof, flipped(oldRoot, old * size % 256), root);
    differs(old, size, proof, oldRoot, flipped(root, old * size % 256));
    differs(old, size, proof, new byte[31], root);
    differs(old, size, proof, oldRoot, new byte[33]);
    differs(old, size, proof, hasher.emptyRoot(), root);
  }

  private void attackProof(int old, int size, List<byte[]> proof, byte[] oldRoot, byte[] root) {
    differs(old, size, List.of(), oldRoot, root);
    for (int i = 0; i < proof.size(); i++) {
      List<byte[]> altered = new ArrayList<>(proof);
      altered.set(i, flipped(proof.get(i), (old + size) * 7 + i));
      differs(old, size, altered, oldRoot, root);
      altered.set(i, new byte[31]);
      differs(old, size, altered, oldRoot, root);
      altered.remove(i);
      differs(old, size, altered, oldRoot, root);
      differs(old, size, proof.subList(0, i), oldRoot, root);
      for (byte[] more : List.of(oldRoot, root, new byte[32])) {
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(i, more);
        differs(old, size, longer, oldRoot, root);
      }
      if (i > 0) {
        List<byte[]> swapped = new ArrayList<>(proof);
        Collections.swap(swapped, i - 1, i);
        differs(old, size, swapped, oldRoot, root);
      }
    }
    List<byte[]> longer = new ArrayList<>(proof);
    longer.add(root);
    differs(old, size, longer, oldRoot, root);
  }

  @Test
  void theEmptyTreeHasItsOwnRootOnly() throws IOException {
    assertThat(consistent(0, 9, List.of(), hasher.emptyRoot(), tree.root(9))).isTrue();
    differs(0, 9, List.of(), tree.root(9), tree.root(9));
    differs(0, 9, List.of(new byte[32]), hasher.emptyRoot(), tree.root(9));
    differs(0, 0, List.of(), hasher.emptyRoot(), tree.root(9));
  }

  /** Trees of any leaves: their own proofs hold, and hold for no other leaf. */
  @Property(tries = 60)
  void proofsOfRandomTrees(
      @ForAll @IntRange(min = 1, max = 700) int size, @ForAll @LongRange(min = 0) long seed)
      throws IOException {
    java.util.Random random = new java.util.Random(seed);
    MemoryLeaves leaves = new MemoryLeaves();
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] leaf = new byte[random.nextInt(90)];
      random.nextBytes(leaf);
      all.add(hasher.leaf(leaf));
      leaves.add(all.get(i));
    }
    HashTree randomTree = new HashTree(leaves);
    byte[] root = randomTree.root(size);
    int index = random.nextInt(size);
    List<byte[]> proof = randomTree.inclusionProof(index, size);
    Inclusion good = new Inclusion(all.get(index), index, size, proof, root);
    assertThat(good.holds()).isTrue();
    refused(good.leaf(flipped(good.leaf, random.nextInt(256))));
    refused(good.root(flipped(good.root, random.nextInt(256))));
    int old = 1 + random.nextInt(size);
    List<byte[]> grown = randomTree.consistencyProof(old, size);
    assertThat(consistent(old, size, grown, randomTree.root(old), root)).isTrue();
    differs(old, size, grown, flipped(randomTree.root(old), random.nextInt(256)), root);
  }

  /** How many hashes RFC 6962's PATH has. */
  private static final class PathLength {
    private PathLength() {}

    static int of(long index, long size) {
      if (size == 1) {
        return 0;
      }
      long k = Long.highestOneBit(size - 1);
      return 1 + (index < k ? of(index, k) : of(index - k, size - k));
    }
  }
}
