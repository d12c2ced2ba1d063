package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code epoch} of a run says.
 *
 * @param logName of the log
 * @param number of the epoch, from 0
 * @param folder of the run
 * @param runKey the first key of the run
 * @param nextKey the key of the next epoch; null where a command signs
 * @param previous the folder of the run of the epoch before; null if there is none
 */
public record EpochNote(
    String logName,
    long number,
    String folder,
    NoteVerifier runKey,
    @Nullable NoteVerifier nextKey,
    @Nullable String previous) {
  private static final String SUFFIX = "/epoch";
  private static final String NONE = "-";
  private static final long MAX_BYTES = 64 << 10;

  /** The text of the note. */
  public String text() {
    NoteVerifier next = nextKey;
    String before = previous;
    return logName
        + SUFFIX
        + "\n"
        + number
        + "\n"
        + folder
        + "\n"
        + runKey.text()
        + "\n"
        + (next == null ? NONE : next.text())
        + "\n"
        + (before == null ? NONE : before)
        + "\n";
  }

  /**
   * Reads the text of a note.
   *
   * @throws NoteFormatException if it is not exactly one about an epoch
   */
  public static EpochNote parse(String text) throws NoteFormatException {
    String[] lines = text.split("\n", -1);
    if (lines.length != 7 || !lines[6].isEmpty() || !lines[0].endsWith(SUFFIX)) {
      throw new NoteFormatException("got no note about an epoch, wanted six lines");
    }
    String logName = lines[0].substring(0, lines[0].length() - SUFFIX.length());
    if (!NoteText.isName(logName) || lines[2].isEmpty() || lines[5].isEmpty()) {
      throw new NoteFormatException("got no note about an epoch: a name is missing");
    }
    return new EpochNote(
        logName,
        NoteText.parseDecimal(lines[1]),
        lines[2],
        NoteVerifier.parse(lines[3]),
        lines[4].equals(NONE) ? null : NoteVerifier.parse(lines[4]),
        lines[5].equals(NONE) ? null : lines[5]);
  }

  /**
   * What the file {@code epoch} in the folder of a run says, without a look at its signature; null
   * if there is no such file, or it is no such note.
   *
   * @throws IOException if it can't be read
   */
  static @Nullable EpochNote read(Path folder) throws IOException {
    Path file = folder.resolve(SealFiles.EPOCH);
    if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
      return null;
    }
    try {
      return parse(SignedNote.parse(Files.readAllBytes(file)).text());
    } catch (NoteFormatException e) {
      return null;
    }
  }
}
