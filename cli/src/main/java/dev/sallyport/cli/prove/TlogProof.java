package dev.sallyport.cli.prove;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of C2SP tlog-proof: where a leaf stands, the inclusion proof, and the checkpoint that the
 * proof leads to. Of every proof there is one spelling. That it parses says nothing about whether
 * it is good.
 *
 * @param extra what the proof carries along; not to be changed
 * @param index leaf index, 0 or more
 * @param hashes the inclusion proof, from the leaf's sibling up, 32 bytes each
 * @param checkpoint with all its signatures
 */
public record TlogProof(byte[] extra, long index, List<byte[]> hashes, SignedNote checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** A tree of 2^63 leaves has no longer paths. */
  private static final int MAX_HASHES = 63;

  /** Copies the list. */
  public TlogProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws NoteFormatException if they are not exactly one proof with extra data
   */
  public static TlogProof parse(byte[] file) throws NoteFormatException {
    String text = NoteText.decodeUtf8(file, 0, file.length);
    int end = text.indexOf("\n\n");
    String[] lines = end < 0 ? new String[0] : text.substring(0, end).split("\n", -1);
    if (lines.length == 0 || !lines[0].equals(HEADER)) {
      throw new NoteFormatException("got no proof, wanted `" + HEADER + "` as the first line");
    }
    if (lines.length < 3 || lines.length > 3 + MAX_HASHES) {
      throw new NoteFormatException("got a proof of `" + lines.length + "` lines, wanted 3 to 66");
    }
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 3; i < lines.length; i++) {
      hashes.add(hash(lines[i]));
    }
    byte[] extra = NoteText.decodeBase64(after(EXTRA, lines[1]));
    long index = NoteText.parseDecimal(after(INDEX, lines[2]));
    SignedNote checkpoint = SignedNote.parse(text.substring(end + 2));
    return new TlogProof(extra, index, hashes, checkpoint);
  }

  private static byte[] hash(String line) throws NoteFormatException {
    byte[] hash = NoteText.decodeBase64(line);
    if (hash.length != TreeHasher.LENGTH) {
      throw new NoteFormatException("got a hash of `" + hash.length + "` bytes, wanted 32");
    }
    return hash;
  }

  private static String after(String label, String line) throws NoteFormatException {
    if (!line.startsWith(label)) {
      throw new NoteFormatException("got `" + line + "`, wanted a line `" + label + "...`");
    }
    return line.substring(label.length());
  }

  /** The file as text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append(EXTRA).append(NoteText.encodeBase64(extra)).append('\n');
    text.append(INDEX).append(index).append('\n');
    for (byte[] hash : hashes) {
      text.append(NoteText.encodeBase64(hash)).append('\n');
    }
    return text.append('\n').append(checkpoint).toString();
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }
}
