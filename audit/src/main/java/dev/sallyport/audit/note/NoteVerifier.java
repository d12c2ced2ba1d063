package dev.sallyport.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 verification key with its name, written {@code name+hash+base64(type || key)} as C2SP
 * signed-note defines it. Immutable.
 */
public final class NoteVerifier {
  /** The type of an Ed25519 key that signs notes. */
  public static final int ED25519 = 1;

  /** The type of an Ed25519 key that a witness cosigns with, of C2SP tlog-cosignature. */
  public static final int COSIGNATURE_V1 = 4;

  /** Length of a public key in bytes. */
  public static final int KEY_LENGTH = Ed25519.PUBLIC_KEY_SIZE;

  private final String name;
  private final int type;
  private final byte[] key;
  private final int hash;

  /**
   * A key.
   *
   * @param name see {@link NoteText#isName}
   * @param type {@link #ED25519} or {@link #COSIGNATURE_V1}
   * @param key 32 bytes, copied
   */
  public NoteVerifier(String name, int type, byte[] key) {
    boolean known = type == ED25519 || type == COSIGNATURE_V1;
    if (!NoteText.isName(name) || !known || key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("got no usable key for `" + name + "`");
    }
    this.name = name;
    this.type = type;
    this.key = key.clone();
    this.hash = hash(name, type, key);
  }

  /**
   * Reads a key.
   *
   * @throws NoteFormatException if it is not written as a key, or its hash does not fit
   */
  public static NoteVerifier parse(String text) throws NoteFormatException {
    int first = text.indexOf('+');
    int second = first < 0 ? -1 : text.indexOf('+', first + 1);
    if (second < 0) {
      throw new NoteFormatException("got `" + text + "`, wanted a key `name+hash+base64`");
    }
    byte[] blob = NoteText.decodeBase64(text.substring(second + 1));
    int type = blob.length == 0 ? 0 : blob[0];
    if (blob.length != KEY_LENGTH + 1
        || (type != ED25519 && type != COSIGNATURE_V1)
        || !NoteText.isName(text.substring(0, first))) {
      throw new NoteFormatException("got `" + text + "`, wanted an Ed25519 key");
    }
    byte[] key = Arrays.copyOfRange(blob, 1, blob.length);
    NoteVerifier verifier = new NoteVerifier(text.substring(0, first), type, key);
    if (!verifier.text().equals(text)) {
      throw new NoteFormatException("the hash in the key `" + text + "` does not fit it");
    }
    return verifier;
  }

  /** The first four bytes of {@code SHA-256(name || line feed || type || key)}, big-endian. */
  static int hash(String name, int type, byte[] key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(name.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) '\n');
      sha256.update((byte) type);
      byte[] digest = sha256.digest(key);
      return (digest[0] & 0xFF) << 24
          | (digest[1] & 0xFF) << 16
          | (digest[2] & 0xFF) << 8
          | (digest[3] & 0xFF);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The key's name. */
  public String name() {
    return name;
  }

  /** The key's type. */
  public int type() {
    return type;
  }

  /** What signature lines by this key carry. */
  public int keyHash() {
    return hash;
  }

  /** A copy of the public key, 32 bytes. */
  public byte[] key() {
    return key.clone();
  }

  /** The key as it is written down. */
  public String text() {
    byte[] blob = new byte[KEY_LENGTH + 1];
    blob[0] = (byte) type;
    System.arraycopy(key, 0, blob, 1, KEY_LENGTH);
    return name + "+" + HexFormat.of().toHexDigits(hash) + "+" + NoteText.encodeBase64(blob);
  }

  /** Whether {@code signature} names this key and is a good one of {@code text} by it. */
  public boolean verifies(String text, NoteSignature signature) {
    return type == ED25519
        && signature.keyHash() == hash
        && signature.name().equals(name)
        && verifies(text.getBytes(StandardCharsets.UTF_8), signature.bytes());
  }

  /** Whether {@code signature} is the plain Ed25519 signature of {@code message} by this key. */
  public boolean verifies(byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteVerifier that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text();
  }
}
