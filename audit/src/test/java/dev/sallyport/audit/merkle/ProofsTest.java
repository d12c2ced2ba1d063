package dev.sallyport.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofsTest {
  private static final int MOST = 130;

  private final TreeHasher hasher = new TreeHasher();
  private final ProofVerifier verifier = new ProofVerifier();
  private final List<byte[]> leaves = new ArrayList<>();
  private final MemoryLeaves hashes = new MemoryLeaves();

  ProofsTest() {
    for (int i = 0; i < MOST; i++) {
      byte[] leaf = ("leaf " + i).getBytes(StandardCharsets.UTF_8);
      leaves.add(leaf);
      hashes.add(hasher.leaf(leaf));
    }
  }

  @Test
  void rootsOfEverySizeAreThoseOfTheDefinition() throws IOException {
    HashTree tree = new HashTree(hashes);
    CompactTree compact = new CompactTree();
    for (int size = 0; size <= MOST; size++) {
      byte[] wanted = PlainTree.root(leaves.subList(0, size));
      assertThat(tree.root(size)).isEqualTo(wanted);
      assertThat(compact.root()).isEqualTo(wanted);
      assertThat(compact.copy().root()).isEqualTo(wanted);
      if (size < MOST) {
        compact.add(hasher.leaf(leaves.get(size)));
      }
    }
  }

  @Test
  void everyInclusionProofIsThatOfTheDefinitionAndVerifies() throws Exception {
    HashTree tree = new HashTree(hashes);
    for (int size = 1; size <= MOST; size++) {
      byte[] root = tree.root(size);
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = tree.inclusionProof(index, size);
        assertThat(proof).containsExactlyElementsOf(PlainTree.path(index, leaves.subList(0, size)));
        verifier.inclusion(hasher.leaf(leaves.get(index)), index, size, proof, root);
      }
    }
  }

  @Test
  void everyConsistencyProofIsThatOfTheDefinitionAndVerifies() throws Exception {
    HashTree tree = new HashTree(hashes);
    for (int size = 1; size <= MOST; size++) {
      for (int old = 1; old <= size; old++) {
        List<byte[]> proof = tree.consistencyProof(old, size);
        assertThat(proof).containsExactlyElementsOf(PlainTree.proof(old, leaves.subList(0, size)));
        verifier.consistency(old, size, proof, tree.root(old), tree.root(size));
      }
    }
  }

  @Test
  void blocksOf256LeavesAreHashedAsTheDefinitionSays() throws IOException {
    List<byte[]> many = new ArrayList<>();
    MemoryLeaves manyHashes = new MemoryLeaves();
    for (int i = 0; i < 1_100; i++) {
      byte[] leaf = {(byte) i, (byte) (i >> 8)};
      many.add(leaf);
      manyHashes.add(hasher.leaf(leaf));
    }
    HashTree tree = new HashTree(manyHashes);
    for (int size : new int[] {1_100, 255, 256, 257, 511, 512, 513, 768, 1_024, 1_025}) {
      assertThat(tree.root(size)).isEqualTo(PlainTree.root(many.subList(0, size)));
      for (int index : new int[] {0, 100, 254, size - 1}) {
        assertThat(tree.inclusionProof(index, size))
            .containsExactlyElementsOf(PlainTree.path(index, many.subList(0, size)));
      }
      assertThat(tree.consistencyProof(200, size))
          .containsExactlyElementsOf(PlainTree.proof(200, many.subList(0, size)));
    }
  }
}
