package dev.sallyport.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a witness states about a checkpoint by {@code cosignature/v1} of C2SP tlog-cosignature: that
 * at {@code seconds} it was the largest one that it knew of the log. As a signature line its bytes
 * are the time, eight bytes big-endian, and an Ed25519 signature.
 *
 * @param seconds since 1970-01-01T00:00Z, 0 or more
 * @param line as it stands in a note
 */
public record Cosignature(long seconds, NoteSignature line) {
  private static final int TIME_LENGTH = 8;
  private static final int LENGTH = TIME_LENGTH + 64;

  /**
   * Cosigns a checkpoint.
   *
   * @param text of the checkpoint's note
   * @param seconds now, since 1970-01-01T00:00Z
   * @param key of type {@link NoteVerifier#COSIGNATURE_V1}
   */
  public static Cosignature sign(String text, long seconds, NoteSigner key) {
    NoteVerifier verifier = key.verifier();
    if (verifier.type() != NoteVerifier.COSIGNATURE_V1 || seconds < 0) {
      throw new IllegalArgumentException("got no witness key, or a time before 1970");
    }
    byte[] signature = key.sign(message(text, seconds));
    byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(seconds).put(signature).array();
    return new Cosignature(seconds, new NoteSignature(verifier.name(), verifier.keyHash(), bytes));
  }

  /**
   * The cosignature that {@code line} is, if it is a good one of {@code text} by {@code key}, else
   * null.
   */
  public static @Nullable Cosignature verify(String text, NoteSignature line, NoteVerifier key) {
    if (key.type() != NoteVerifier.COSIGNATURE_V1
        || !line.name().equals(key.name())
        || line.keyHash() != key.keyHash()
        || line.bytes().length != LENGTH) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(line.bytes());
    long seconds = bytes.getLong();
    byte[] signature = new byte[LENGTH - TIME_LENGTH];
    bytes.get(signature);
    boolean good = seconds >= 0 && key.verifies(message(text, seconds), signature);
    return good ? new Cosignature(seconds, line) : null;
  }

  private static byte[] message(String text, long seconds) {
    String message = "cosignature/v1\ntime " + seconds + "\n" + text;
    return message.getBytes(StandardCharsets.UTF_8);
  }
}
