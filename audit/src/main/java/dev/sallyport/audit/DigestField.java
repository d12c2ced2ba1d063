package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** A SHA-256 in a reusable record: present or not, without allocation. */
final class DigestField {
  static final int LENGTH = 32;

  private final byte[] bytes = new byte[LENGTH];
  private boolean present;

  boolean present() {
    return present;
  }

  /** The bytes themselves, not a copy; all zero if not {@link #present}. */
  byte[] bytes() {
    return bytes;
  }

  void set(byte @Nullable [] digest) {
    if (digest == null) {
      present = false;
      for (int i = 0; i < LENGTH; i++) {
        bytes[i] = 0;
      }
      return;
    }
    if (digest.length != LENGTH) {
      throw new IllegalArgumentException("a digest has 32 bytes; got `" + digest.length + "`");
    }
    System.arraycopy(digest, 0, bytes, 0, LENGTH);
    present = true;
  }

  /** Sets the digest of {@code text}, without a copy. */
  void set(ArgumentsDigest digest, String text) {
    present = false;
    digest.digest(text, bytes);
    present = true;
  }

  byte @Nullable [] copy() {
    return present ? bytes.clone() : null;
  }
}
