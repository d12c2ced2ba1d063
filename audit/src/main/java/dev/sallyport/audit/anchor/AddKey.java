package dev.sallyport.audit.anchor;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of {@code add-key}: a KEY_ROTATE record, and the proof that it is a leaf of the tree
 * that the witness cosigned last. No signature is needed: that tree was signed by the key before.
 *
 * @param origin of the run
 * @param size of that tree
 * @param index of the leaf
 * @param leaf its bytes
 * @param proof of its inclusion
 */
public record AddKey(String origin, long size, long index, byte[] leaf, List<byte[]> proof) {
  /** Where it is posted to, below the witness's URL. */
  public static final String PATH = "add-key";

  private static final int FIXED_LINES = 4;

  /**
   * Reads a body.
   *
   * @throws NoteFormatException if it is not exactly one
   */
  public static AddKey parse(byte[] body) throws NoteFormatException {
    String text = NoteText.decodeUtf8(body, 0, body.length);
    String[] lines = text.split("\n", -1);
    if (lines.length <= FIXED_LINES || !lines[lines.length - 1].isEmpty()) {
      throw new NoteFormatException("got no key, wanted origin, size, index, leaf and a proof");
    }
    String[] whole = text.substring(0, text.length() - 1).split("\n", -1);
    return new AddKey(
        whole[0],
        NoteText.parseDecimal(whole[1]),
        NoteText.parseDecimal(whole[2]),
        NoteText.decodeBase64(whole[3]),
        AddCheckpoint.proof(whole, FIXED_LINES));
  }

  /**
   * The key that the leaf announces.
   *
   * @throws NoteFormatException if it is not a KEY_ROTATE record at its index, with a key of the
   *     run
   */
  public NoteVerifier announcedKey() throws NoteFormatException {
    try {
      if (AuditRecord.decode(leaf) instanceof EventRecord event && event.leafIndex() == index) {
        NoteVerifier key = KeyLeaf.keyIn(event);
        if (key != null && key.type() == NoteVerifier.ED25519 && key.name().equals(origin)) {
          return key;
        }
      }
    } catch (DamagedRecordException e) {
      throw new NoteFormatException("the leaf is no record: " + e.getMessage());
    }
    throw new NoteFormatException("the leaf announces no key of the run");
  }

  /** The body that {@link #parse} reads. */
  public byte[] body() {
    StringBuilder body = new StringBuilder(origin).append('\n');
    body.append(size).append('\n').append(index).append('\n');
    body.append(NoteText.encodeBase64(leaf)).append('\n');
    AddCheckpoint.append(body, proof);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
