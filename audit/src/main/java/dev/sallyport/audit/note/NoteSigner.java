package dev.sallyport.audit.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key that signs notes, until it is {@linkplain #destroy destroyed}. Its text, {@code
 * PRIVATE+KEY+name+hash+base64(type || seed)}, is a secret. Thread-safe.
 */
public final class NoteSigner {
  /** Length of a seed in bytes. */
  public static final int SEED_LENGTH = Ed25519.SECRET_KEY_SIZE;

  private static final String PREFIX = "PRIVATE+KEY+";

  private final byte[] seed;
  private final NoteVerifier verifier;
  private boolean destroyed;

  /**
   * A key that signs notes.
   *
   * @param seed 32 random bytes, copied
   */
  public NoteSigner(String name, byte[] seed) {
    this(name, NoteVerifier.ED25519, seed);
  }

  /** A key of the type {@link NoteVerifier#ED25519} or {@link NoteVerifier#COSIGNATURE_V1}. */
  public NoteSigner(String name, int type, byte[] seed) {
    if (seed.length != SEED_LENGTH) {
      throw new IllegalArgumentException("a seed has 32 bytes; got `" + seed.length + "`");
    }
    this.seed = seed.clone();
    byte[] key = new byte[NoteVerifier.KEY_LENGTH];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    this.verifier = new NoteVerifier(name, type, key);
  }

  /**
   * Reads a key from its text.
   *
   * @throws NoteFormatException if it is not one; the message does not repeat it
   */
  public static NoteSigner parse(String text) throws NoteFormatException {
    String[] parts =
        text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
    if (parts.length != 3) {
      throw new NoteFormatException("got no private key, wanted `PRIVATE+KEY+name+hash+base64`");
    }
    byte[] blob;
    try {
      blob = NoteText.decodeBase64(parts[2]);
    } catch (NoteFormatException e) {
      throw new NoteFormatException("the private key `" + parts[0] + "` is not base64");
    }
    int type = blob.length == SEED_LENGTH + 1 ? blob[0] : 0;
    boolean known = type == NoteVerifier.ED25519 || type == NoteVerifier.COSIGNATURE_V1;
    if (!known || !NoteText.isName(parts[0])) {
      throw new NoteFormatException("the private key `" + parts[0] + "` is no Ed25519 key");
    }
    byte[] seed = Arrays.copyOfRange(blob, 1, blob.length);
    NoteSigner signer = new NoteSigner(parts[0], type, seed);
    if (!signer.text().equals(text)) {
      throw new NoteFormatException(
          "the hash in the private key `" + parts[0] + "` does not fit it");
    }
    return signer;
  }

  /** The key for verification. */
  public NoteVerifier verifier() {
    return verifier;
  }

  /** The secret text of this key. */
  public synchronized String text() {
    checkAlive();
    byte[] blob = new byte[SEED_LENGTH + 1];
    blob[0] = (byte) verifier.type();
    System.arraycopy(seed, 0, blob, 1, SEED_LENGTH);
    return PREFIX
        + verifier.name()
        + "+"
        + HexFormat.of().toHexDigits(verifier.keyHash())
        + "+"
        + NoteText.encodeBase64(blob);
  }

  /** The signature line of {@code text}, which ends with a line feed. */
  public NoteSignature sign(String text) {
    byte[] signature = sign(text.getBytes(StandardCharsets.UTF_8));
    return new NoteSignature(verifier.name(), verifier.keyHash(), signature);
  }

  /** The plain Ed25519 signature of {@code message}, 64 bytes. */
  public synchronized byte[] sign(byte[] message) {
    checkAlive();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** Overwrites the secret; signing is refused from now on. */
  public synchronized void destroy() {
    Arrays.fill(seed, (byte) 0);
    destroyed = true;
  }

  private void checkAlive() {
    if (destroyed) {
      throw new IllegalStateException("the key `" + verifier.name() + "` is destroyed");
    }
  }
}
