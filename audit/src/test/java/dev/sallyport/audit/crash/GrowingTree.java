package dev.sallyport.audit.crash;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** The roots of RFC 6962 while leaves are added, from the perfect trees that they make up. */
final class GrowingTree {
  /** Largest first. */
  private final List<byte[]> perfect = new ArrayList<>();

  private long size;

  static byte[] leaf(byte[] record) {
    return sha256(new byte[] {0}, record);
  }

  void add(byte[] leaf) {
    byte[] node = leaf;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      node = sha256(new byte[] {1}, perfect.remove(perfect.size() - 1), node);
    }
    perfect.add(node);
    size++;
  }

  byte[] root() {
    if (perfect.isEmpty()) {
      return sha256();
    }
    byte[] node = perfect.get(perfect.size() - 1);
    for (int i = perfect.size() - 2; i >= 0; i--) {
      node = sha256(new byte[] {1}, perfect.get(i), node);
    }
    return node;
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
