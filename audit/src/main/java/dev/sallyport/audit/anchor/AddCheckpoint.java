package dev.sallyport.audit.anchor;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code add-checkpoint}, C2SP tlog-witness.
 *
 * @param oldSize of the tree that the witness cosigned last, as the client thinks
 * @param proof that the new tree begins with the old one
 * @param note of the new checkpoint
 * @param checkpoint that {@code note} holds
 */
public record AddCheckpoint(
    long oldSize, List<byte[]> proof, SignedNote note, Checkpoint checkpoint) {
  /** Where it is posted to, below the witness's URL. */
  public static final String PATH = "add-checkpoint";

  /** The content type of an answer that is a size. */
  public static final String SIZE_TYPE = "text/x.tlog.size";

  private static final int MAX_PROOF = 63;
  private static final String OLD = "old ";

  /**
   * Reads a body.
   *
   * @throws NoteFormatException if it is not exactly one
   */
  public static AddCheckpoint parse(byte[] body) throws NoteFormatException {
    String text = NoteText.decodeUtf8(body, 0, body.length);
    int end = text.indexOf("\n\n");
    if (!text.startsWith(OLD) || end < 0) {
      throw new NoteFormatException("got no `old` line, proof lines and an empty line");
    }
    String[] lines = text.substring(0, end).split("\n", -1);
    long oldSize = NoteText.parseDecimal(lines[0].substring(OLD.length()));
    List<byte[]> proof = proof(lines, 1);
    SignedNote note = SignedNote.parse(text.substring(end + 2));
    return new AddCheckpoint(oldSize, proof, note, Checkpoint.parse(note.text()));
  }

  static List<byte[]> proof(String[] lines, int from) throws NoteFormatException {
    if (lines.length - from > MAX_PROOF) {
      throw new NoteFormatException(
          "got a proof of `" + (lines.length - from) + "` hashes, wanted at most `63`");
    }
    List<byte[]> proof = new ArrayList<>();
    for (int i = from; i < lines.length; i++) {
      byte[] hash = NoteText.decodeBase64(lines[i]);
      if (hash.length != TreeHasher.LENGTH) {
        throw new NoteFormatException("got a hash of `" + hash.length + "` bytes, wanted 32");
      }
      proof.add(hash);
    }
    return proof;
  }

  /** The body that says so. */
  static byte[] body(long oldSize, List<byte[]> proof, String note) {
    StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
    append(body, proof);
    return body.append('\n').append(note).toString().getBytes(StandardCharsets.UTF_8);
  }

  static void append(StringBuilder body, List<byte[]> proof) {
    for (byte[] hash : proof) {
      body.append(NoteText.encodeBase64(hash)).append('\n');
    }
  }
}
