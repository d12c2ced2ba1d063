package dev.sallyport.audit.note;

import dev.sallyport.audit.merkle.TreeHasher;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a C2SP tlog-checkpoint says: that the log {@code origin} had {@code size} leaves with this
 * root. Extension lines are refused.
 *
 * @param origin names the log
 * @param size number of leaves, 0 or more
 * @param root 32 bytes; not to be changed
 */
public record Checkpoint(String origin, long size, byte[] root) {
  /** Checks the ranges. */
  public Checkpoint {
    if (origin.isEmpty() || size < 0 || root.length != TreeHasher.LENGTH) {
      throw new IllegalArgumentException("got no checkpoint of `" + origin + "`");
    }
  }

  /**
   * Reads the text of a note.
   *
   * @throws NoteFormatException if it is not exactly a checkpoint
   */
  public static Checkpoint parse(String text) throws NoteFormatException {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty() || lines[0].isEmpty()) {
      throw new NoteFormatException("got no checkpoint, wanted the lines origin, size and root");
    }
    long size = NoteText.parseDecimal(lines[1]);
    byte[] root = NoteText.decodeBase64(lines[2]);
    if (root.length != TreeHasher.LENGTH) {
      throw new NoteFormatException("got a root of `" + root.length + "` bytes, wanted 32");
    }
    return new Checkpoint(lines[0], size, root);
  }

  /** The text of the note. */
  public String text() {
    return origin + "\n" + size + "\n" + NoteText.encodeBase64(root) + "\n";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that
        && origin.equals(that.origin)
        && size == that.size
        && Arrays.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(root);
  }

  @Override
  public String toString() {
    return origin + " " + size + " " + HexFormat.of().formatHex(root);
  }
}
