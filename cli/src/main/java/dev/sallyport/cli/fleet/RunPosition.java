package dev.sallyport.cli.fleet;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;

/**
 * How far a run was exported. What is before was acknowledged by the target.
 *
 * @param origin of the run, empty as long as it is not known; no space in it
 * @param nextLeaf the first leaf that was not exported
 * @param file name of the file with the leaf before, {@link #NONE} if there is none
 * @param offset where in that file the record begins, in bytes
 * @param leafHash of that leaf in hex
 * @param checkpoints how many bytes of the file {@code checkpoints} were exported
 * @param cosignatures the same of {@code cosignatures}
 * @param epoch SHA-256 in hex of the note {@code epoch} that was exported, or {@link #NONE}
 * @param closed the same of {@code closed}
 * @param recovered the same of {@code recovered}
 * @param skipped how many damaged or missing places were passed over
 */
record RunPosition(
    String origin,
    long nextLeaf,
    String file,
    long offset,
    String leafHash,
    long checkpoints,
    long cosignatures,
    String epoch,
    String closed,
    String recovered,
    long skipped) {
  /** Stands for what there is not. */
  static final String NONE = "-";

  static final RunPosition START = new RunPosition("", 0, NONE, 0, NONE, 0, 0, NONE, NONE, NONE, 0);

  private static final int FIELDS = 11;

  RunPosition withOrigin(String newOrigin) {
    return new RunPosition(
        newOrigin,
        nextLeaf,
        file,
        offset,
        leafHash,
        checkpoints,
        cosignatures,
        epoch,
        closed,
        recovered,
        skipped);
  }

  RunPosition afterLeaf(long leaf, String newFile, long newOffset, String newLeafHash) {
    return new RunPosition(
        origin,
        leaf + 1,
        newFile,
        newOffset,
        newLeafHash,
        checkpoints,
        cosignatures,
        epoch,
        closed,
        recovered,
        skipped);
  }

  /** After an entry of a file of notes that ends at {@code end}. */
  RunPosition afterNote(NoteKind kind, long end) {
    return new RunPosition(
        origin,
        nextLeaf,
        file,
        offset,
        leafHash,
        kind == NoteKind.CHECKPOINT ? end : checkpoints,
        kind == NoteKind.COSIGNATURE ? end : cosignatures,
        epoch,
        closed,
        recovered,
        skipped);
  }

  /** After a file that is one note. */
  RunPosition afterFile(NoteKind kind, String digest) {
    return new RunPosition(
        origin,
        nextLeaf,
        file,
        offset,
        leafHash,
        checkpoints,
        cosignatures,
        kind == NoteKind.EPOCH ? digest : epoch,
        kind == NoteKind.CLOSED ? digest : closed,
        kind == NoteKind.RECOVERED ? digest : recovered,
        skipped);
  }

  RunPosition afterDamage() {
    return new RunPosition(
        origin,
        nextLeaf,
        file,
        offset,
        leafHash,
        checkpoints,
        cosignatures,
        epoch,
        closed,
        recovered,
        skipped + 1);
  }

  /** What was exported of a file that is one note. */
  String digestOf(NoteKind kind) {
    return switch (kind) {
      case EPOCH -> epoch;
      case CLOSED -> closed;
      case RECOVERED -> recovered;
      case CHECKPOINT, COSIGNATURE -> throw new IllegalArgumentException("a file of many notes");
    };
  }

  /** The fields in order, with spaces between. */
  String text() {
    return String.join(
        " ",
        origin.isEmpty() ? NONE : origin,
        Long.toString(nextLeaf),
        file,
        Long.toString(offset),
        leafHash,
        Long.toString(checkpoints),
        Long.toString(cosignatures),
        epoch,
        closed,
        recovered,
        Long.toString(skipped));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws NoteFormatException if it is written in another way
   */
  static RunPosition parse(String text) throws NoteFormatException {
    String[] fields = text.split(" ", -1);
    if (fields.length != FIELDS) {
      throw new NoteFormatException("got `" + fields.length + "` fields, wanted `" + FIELDS + "`");
    }
    RunPosition position =
        new RunPosition(
            fields[0].equals(NONE) ? "" : fields[0],
            NoteText.parseDecimal(fields[1]),
            fields[2],
            NoteText.parseDecimal(fields[3]),
            fields[4],
            NoteText.parseDecimal(fields[5]),
            NoteText.parseDecimal(fields[6]),
            fields[7],
            fields[8],
            fields[9],
            NoteText.parseDecimal(fields[10]));
    if (!isFileName(position.file)) {
      throw new NoteFormatException("got `" + position.file + "`, wanted the name of a file");
    }
    return position;
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
  }
}
