package dev.sallyport.audit.merkle;

import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs against roots that the caller trusts, by the algorithms of RFC 9162 sections
 * 2.1.3.2 and 2.1.4.2. Whatever does not fit, a hash too many or too short included, is refused.
 * Not thread-safe.
 */
public final class ProofVerifier {
  private final TreeHasher hasher = new TreeHasher();

  /**
   * Checks that the leaf with {@code leafHash} stands at {@code index} of the tree of {@code size}
   * leaves with {@code root}.
   *
   * @throws InvalidProofException if the proof does not show that
   */
  public void inclusion(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root)
      throws InvalidProofException {
    if (index < 0 || index >= size) {
      throw new InvalidProofException(
          "leaf `" + index + "` is not in a tree of size `" + size + "`");
    }
    checkHashes(proof, leafHash, root);
    byte[] hash = leafHash;
    long fn = index;
    long sn = size - 1;
    for (byte[] sibling : proof) {
      if (sn == 0) {
        throw tooLong(proof);
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = hasher.node(sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash = hasher.node(hash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    if (sn != 0) {
      throw tooShort(proof);
    }
    checkRoot(hash, root);
  }

  /**
   * Checks that the tree of {@code oldSize} leaves with {@code oldRoot} is the beginning of that of
   * {@code newSize} leaves with {@code newRoot}.
   *
   * @throws InvalidProofException if the proof does not show that
   */
  public void consistency(
      long oldSize, long newSize, List<byte[]> proof, byte[] oldRoot, byte[] newRoot)
      throws InvalidProofException {
    if (oldSize < 0 || oldSize > newSize) {
      throw new InvalidProofException(
          "got sizes `" + oldSize + "` and `" + newSize + "`, wanted the old one first");
    }
    checkHashes(proof, oldRoot, newRoot);
    if (oldSize == 0 || oldSize == newSize) {
      checkTrivial(oldSize, newSize, proof, oldRoot, newRoot);
      return;
    }
    checkGrown(oldSize, newSize, proof, oldRoot, newRoot);
  }

  private void checkTrivial(
      long oldSize, long newSize, List<byte[]> proof, byte[] oldRoot, byte[] newRoot)
      throws InvalidProofException {
    if (!proof.isEmpty()) {
      throw tooLong(proof);
    }
    if (oldSize == 0) {
      checkRoot(hasher.emptyRoot(), oldRoot);
    }
    if (oldSize == newSize) {
      checkRoot(oldRoot, newRoot);
    }
  }

  private void checkGrown(
      long oldSize, long newSize, List<byte[]> proof, byte[] oldRoot, byte[] newRoot)
      throws InvalidProofException {
    boolean perfect = Long.bitCount(oldSize) == 1;
    if (!perfect && proof.isEmpty()) {
      throw tooShort(proof);
    }
    int shift = Long.numberOfTrailingZeros(oldSize);
    long fn = oldSize - 1 >>> shift;
    long sn = newSize - 1 >>> shift;
    byte[] first = perfect ? oldRoot : proof.get(0);
    byte[] oldHash = first;
    byte[] newHash = first;
    for (byte[] sibling : perfect ? proof : proof.subList(1, proof.size())) {
      if (sn == 0) {
        throw tooLong(proof);
      }
      if ((fn & 1) == 1 || fn == sn) {
        oldHash = hasher.node(sibling, oldHash);
        newHash = hasher.node(sibling, newHash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        newHash = hasher.node(newHash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    if (sn != 0) {
      throw tooShort(proof);
    }
    checkRoot(oldHash, oldRoot);
    checkRoot(newHash, newRoot);
  }

  private static void checkHashes(List<byte[]> proof, byte[] one, byte[] other)
      throws InvalidProofException {
    for (byte[] hash : proof) {
      checkLength(hash);
    }
    checkLength(one);
    checkLength(other);
  }

  private static void checkLength(byte[] hash) throws InvalidProofException {
    if (hash.length != TreeHasher.LENGTH) {
      throw new InvalidProofException("got a hash of `" + hash.length + "` bytes, wanted 32");
    }
  }

  private static void checkRoot(byte[] got, byte[] wanted) throws InvalidProofException {
    if (!Arrays.equals(got, wanted)) {
      throw new InvalidProofException("the proof leads to another root");
    }
  }

  private static InvalidProofException tooLong(List<byte[]> proof) {
    return new InvalidProofException("a proof of `" + proof.size() + "` hashes is too long");
  }

  private static InvalidProofException tooShort(List<byte[]> proof) {
    return new InvalidProofException("a proof of `" + proof.size() + "` hashes is too short");
  }
}
