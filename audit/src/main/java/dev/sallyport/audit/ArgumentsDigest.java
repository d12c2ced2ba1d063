package dev.sallyport.audit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a salt and a text, so that a log can prove which arguments a call had without
 * holding them. The salt is random for each process start; without it nobody can try out likely
 * arguments against a digest. Thread-safe, without a lock, and without allocation once warm.
 *
 * <p>Text is hashed as UTF-8; half a surrogate pair, which UTF-8 can't express, is hashed as if it
 * were a code point, so that different texts never hash the same bytes.
 */
public final class ArgumentsDigest {
  /** Length of a salt in bytes. */
  public static final int SALT_LENGTH = 32;

  private final byte[] salt;
  private final AtomicReferenceArray<@Nullable Hasher> idle;

  /** With the salt of a run, as its BOOT record states it. */
  public ArgumentsDigest(byte[] salt) {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("a salt has 32 bytes; got `" + salt.length + "`");
    }
    this.salt = salt.clone();
    this.idle = new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());
  }

  /** With a fresh random salt. */
  public static ArgumentsDigest withRandomSalt() {
    byte[] salt = new byte[SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    return new ArgumentsDigest(salt);
  }

  /** A copy of the salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /**
   * Puts the digest of {@code text} into {@code out}.
   *
   * @param out takes 32 bytes from index 0
   */
  public void digest(String text, byte[] out) {
    Hasher hasher = take();
    hasher.digest(salt, text, out);
    giveBack(hasher);
  }

  /** The digest of {@code text}, 32 bytes. */
  public byte[] digest(String text) {
    byte[] out = new byte[DigestField.LENGTH];
    digest(text, out);
    return out;
  }

  private Hasher take() {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.get(i) != null) {
        Hasher hasher = idle.getAndSet(i, null);
        if (hasher != null) {
          return hasher;
        }
      }
    }
    return new Hasher();
  }

  private void giveBack(Hasher hasher) {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, hasher)) {
        return;
      }
    }
  }

  /** One hash function and its buffers; used by one thread at a time. */
  private static final class Hasher {
    private static final int CHUNK = 1024;
    private static final int LONGEST_CHARACTER = 3;

    private final MessageDigest sha256;
    private final char[] characters = new char[CHUNK];
    private final byte[] buffer = new byte[CHUNK * LONGEST_CHARACTER];
    private int position;

    Hasher() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256", e);
      }
    }

    void digest(byte[] salt, String text, byte[] out) {
      sha256.reset();
      sha256.update(salt);
      int length = text.length();
      int from = 0;
      while (from < length) {
        int to = Math.min(length, from + CHUNK);
        if (to < length && Character.isHighSurrogate(text.charAt(to - 1))) {
          to--; // its partner is in the next chunk
        }
        text.getChars(from, to, characters, 0);
        update(to - from);
        from = to;
      }
      finish(out);
    }

    private void update(int count) {
      if (isAscii(count)) {
        position = count;
      } else {
        encode(count);
      }
      sha256.update(buffer, 0, position);
    }

    /** Copies what is ASCII; without a branch for each character. */
    private boolean isAscii(int count) {
      char[] from = characters;
      byte[] to = buffer;
      int all = 0;
      for (int i = 0; i < count; i++) {
        all |= from[i];
        to[i] = (byte) from[i];
      }
      return all < 0x80;
    }

    private void encode(int count) {
      position = 0;
      for (int i = 0; i < count; i++) {
        int codePoint = Character.codePointAt(characters, i, count);
        if (codePoint < 0x80) {
          buffer[position++] = (byte) codePoint;
        } else {
          put(codePoint);
          i += codePoint < 0x10000 ? 0 : 1;
        }
      }
    }

    private void put(int codePoint) {
      if (codePoint < 0x800) {
        buffer[position++] = (byte) (0xC0 | codePoint >> 6);
      } else {
        if (codePoint < 0x10000) {
          buffer[position++] = (byte) (0xE0 | codePoint >> 12);
        } else {
          buffer[position++] = (byte) (0xF0 | codePoint >> 18);
          buffer[position++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
        }
        buffer[position++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
      }
      buffer[position++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void finish(byte[] out) {
      try {
        sha256.digest(out, 0, DigestField.LENGTH);
      } catch (DigestException e) {
        throw new IllegalArgumentException("a digest needs room for 32 bytes", e);
      }
    }
  }
}
