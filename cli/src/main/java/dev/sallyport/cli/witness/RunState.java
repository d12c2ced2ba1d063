package dev.sallyport.cli.witness;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import org.jspecify.annotations.Nullable;

/**
 * What the witness knows of one origin.
 *
 * @param origin of the log, or of a run of it
 * @param size of the tree that was cosigned last; 0 for none
 * @param root of that tree, 32 bytes
 * @param epoch of the run; -1 for a log that is no run
 * @param key in force for checkpoints; null for a log that is no run, whose keys the operator sets
 * @param keyIndex of the leaf that announced the key; -1 for the first one
 */
record RunState(
    String origin, long size, byte[] root, long epoch, @Nullable NoteVerifier key, long keyIndex) {
  private static final int LINES = 7;
  private static final String VERSION = "sallyport witness run 1";
  private static final String NONE = "-";

  static RunState ofLog(String origin) {
    return new RunState(origin, 0, new TreeHasher().emptyRoot(), -1, null, -1);
  }

  static RunState ofRun(String origin, long epoch, NoteVerifier key) {
    return new RunState(origin, 0, new TreeHasher().emptyRoot(), epoch, key, -1);
  }

  RunState grown(long newSize, byte[] newRoot) {
    return new RunState(origin, newSize, newRoot, epoch, key, keyIndex);
  }

  RunState withKey(NoteVerifier newKey, long index) {
    return new RunState(origin, size, root, epoch, newKey, index);
  }

  String text() {
    NoteVerifier current = key;
    return String.join(
            "\n",
            VERSION,
            origin,
            Long.toString(size),
            NoteText.encodeBase64(root),
            epoch < 0 ? NONE : Long.toString(epoch),
            current == null ? NONE : current.text(),
            keyIndex < 0 ? NONE : Long.toString(keyIndex))
        + "\n";
  }

  static RunState parse(String text) throws NoteFormatException {
    String[] lines = text.split("\n", -1);
    if (lines.length != LINES + 1 || !lines[0].equals(VERSION) || !lines[LINES].isEmpty()) {
      throw new NoteFormatException("got no state of a run, wanted `" + VERSION + "`");
    }
    byte[] root = NoteText.decodeBase64(lines[3]);
    if (root.length != TreeHasher.LENGTH) {
      throw new NoteFormatException("got a root of `" + root.length + "` bytes, wanted 32");
    }
    return new RunState(
        lines[1],
        NoteText.parseDecimal(lines[2]),
        root,
        lines[4].equals(NONE) ? -1 : NoteText.parseDecimal(lines[4]),
        lines[5].equals(NONE) ? null : NoteVerifier.parse(lines[5]),
        lines[6].equals(NONE) ? -1 : NoteText.parseDecimal(lines[6]));
  }
}
