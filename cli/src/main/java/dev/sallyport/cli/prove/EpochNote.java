package dev.sallyport.cli.prove;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code epoch} of a run says: the run's first key, and the key that signs the note
 * of the next run.
 *
 * @param note with its signatures, which are not checked
 * @param logName name of the log
 * @param number of the epoch, from 0
 * @param run name of the run's folder
 * @param runKey the run's first key; its name is the run's origin
 * @param next the key of the next epoch, or null if a signer outside signs every one
 */
public record EpochNote(
    SignedNote note,
    String logName,
    long number,
    String run,
    NoteVerifier runKey,
    @Nullable NoteVerifier next) {
  private static final String SUFFIX = "/epoch";
  private static final String NONE = "-";
  private static final int LINES = 6;

  /**
   * Reads a note.
   *
   * @throws NoteFormatException if it is not written as one about an epoch
   */
  public static EpochNote of(SignedNote note) throws NoteFormatException {
    String[] lines = note.text().split("\n", -1);
    if (lines.length != LINES + 1 || !lines[0].endsWith(SUFFIX) || !lines[LINES].isEmpty()) {
      throw new NoteFormatException("got no note about an epoch, wanted its six lines");
    }
    String logName = lines[0].substring(0, lines[0].length() - SUFFIX.length());
    long number = NoteText.parseDecimal(lines[1]);
    NoteVerifier runKey = NoteVerifier.parse(lines[3]);
    NoteVerifier next = lines[4].equals(NONE) ? null : NoteVerifier.parse(lines[4]);
    String bootId = runKey.name().substring(runKey.name().lastIndexOf('/') + 1);
    if (!runKey.name().equals(logName + "/" + bootId) || !lines[2].endsWith("-" + bootId)) {
      throw new NoteFormatException(
          "the run `" + lines[2] + "` has a key of another name, `" + runKey.name() + "`");
    }
    if (next != null && !next.name().equals(logName + SUFFIX + "/" + (number + 1))) {
      throw new NoteFormatException("the key after epoch `" + number + "` has another name");
    }
    return new EpochNote(note, logName, number, lines[2], runKey, next);
  }
}
