package dev.sallyport.audit.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash functions of RFC 6962 section 2.1: a leaf is {@code SHA-256(0x00 || data)}, a node
 * {@code SHA-256(0x01 || left || right)}, so that neither can pass for the other. Allocates nothing
 * with the methods that take an output array. Not thread-safe.
 */
public final class TreeHasher {
  /** Length of a hash in bytes. */
  public static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256;

  /** Needs a Java with SHA-256, which every Java has to have. */
  public TreeHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** Puts the hash of the leaf {@code data[offset, offset + length)} at {@code out[at]}. */
  public void leaf(byte[] data, int offset, int length, byte[] out, int at) {
    sha256.update(LEAF);
    sha256.update(data, offset, length);
    finish(out, at);
  }

  /** Puts the hash of the node over two hashes at {@code out[at]}; the arrays may be the same. */
  public void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] out, int at) {
    sha256.update(NODE);
    sha256.update(left, leftAt, LENGTH);
    sha256.update(right, rightAt, LENGTH);
    finish(out, at);
  }

  /** The hash of the leaf {@code data}. */
  public byte[] leaf(byte[] data) {
    byte[] out = new byte[LENGTH];
    leaf(data, 0, data.length, out, 0);
    return out;
  }

  /** The hash of the node over {@code left} and {@code right}. */
  public byte[] node(byte[] left, byte[] right) {
    byte[] out = new byte[LENGTH];
    node(left, 0, right, 0, out, 0);
    return out;
  }

  /** The root of the tree without leaves: SHA-256 of nothing. */
  public byte[] emptyRoot() {
    return sha256.digest();
  }

  private void finish(byte[] out, int at) {
    try {
      sha256.digest(out, at, LENGTH);
    } catch (DigestException e) {
      throw new IllegalArgumentException("a hash needs room for 32 bytes", e);
    }
  }
}
