package dev.sallyport.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 6962 section 2.1 word by word, over whole leaves: slow and plain. */
public final class PlainTree {
  private PlainTree() {}

  /** MTH(D). */
  public static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return sha256();
    }
    if (leaves.size() == 1) {
      return sha256(new byte[] {0}, leaves.get(0));
    }
    int k = split(leaves.size());
    return sha256(
        new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** PATH(m, D). */
  public static List<byte[]> path(int m, List<byte[]> leaves) {
    List<byte[]> path = new ArrayList<>();
    int n = leaves.size();
    if (n == 1) {
      return path;
    }
    int k = split(n);
    if (m < k) {
      path.addAll(path(m, leaves.subList(0, k)));
      path.add(root(leaves.subList(k, n)));
    } else {
      path.addAll(path(m - k, leaves.subList(k, n)));
      path.add(root(leaves.subList(0, k)));
    }
    return path;
  }

  /** PROOF(m, D), of 0 < m <= n. */
  public static List<byte[]> proof(int m, List<byte[]> leaves) {
    return subProof(m, leaves, true);
  }

  private static List<byte[]> subProof(int m, List<byte[]> leaves, boolean b) {
    List<byte[]> proof = new ArrayList<>();
    int n = leaves.size();
    if (m == n) {
      if (!b) {
        proof.add(root(leaves));
      }
      return proof;
    }
    int k = split(n);
    if (m <= k) {
      proof.addAll(subProof(m, leaves.subList(0, k), b));
      proof.add(root(leaves.subList(k, n)));
    } else {
      proof.addAll(subProof(m - k, leaves.subList(k, n), false));
      proof.add(root(leaves.subList(0, k)));
    }
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
