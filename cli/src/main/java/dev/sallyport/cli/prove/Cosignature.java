package dev.sallyport.cli.prove;

import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A good signature of a checkpoint by another key than the log's.
 *
 * @param key of a witness (C2SP tlog-cosignature) or of a signer
 * @param seconds when a witness saw the checkpoint, since 1970; null for a signer
 */
public record Cosignature(NoteVerifier key, @Nullable Long seconds) {
  private static final int TIME = 8;

  /** Whether {@code signature} says that it is by {@code key}. */
  static boolean names(NoteSignature signature, NoteVerifier key) {
    return signature.keyHash() == key.keyHash() && signature.name().equals(key.name());
  }

  /** The signature if it is a good one by {@code key}, else null. */
  static @Nullable Cosignature of(SignedNote note, NoteSignature signature, NoteVerifier key) {
    if (key.type() == NoteVerifier.ED25519) {
      return key.verifies(note.text(), signature) ? new Cosignature(key, null) : null;
    }
    byte[] bytes = signature.bytes();
    if (!names(signature, key) || bytes.length <= TIME) {
      return null;
    }
    long seconds = ByteBuffer.wrap(bytes).getLong();
    String message = "cosignature/v1\ntime " + seconds + "\n" + note.text();
    byte[] signed = message.getBytes(StandardCharsets.UTF_8);
    boolean good =
        seconds >= 0 && key.verifies(signed, Arrays.copyOfRange(bytes, TIME, bytes.length));
    return good ? new Cosignature(key, seconds) : null;
  }
}
