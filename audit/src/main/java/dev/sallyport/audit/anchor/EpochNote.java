package dev.sallyport.audit.anchor;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code epoch} note of a run says: which key signs the run, and which one certifies the
 * next run. Whether the note is signed is for {@link #isSignedBy} to tell.
 *
 * @param note itself
 * @param logName name of the log, the same for all its runs
 * @param number of the epoch, from 0
 * @param run name of the run's folder
 * @param runKey the first key of the run; its name is the run's origin
 * @param nextKey the key that signs the next epoch's note; null if an external signer does
 * @param previous name of the folder of the run before; null if there was none
 */
public record EpochNote(
    SignedNote note,
    String logName,
    long number,
    String run,
    NoteVerifier runKey,
    @Nullable NoteVerifier nextKey,
    @Nullable String previous) {
  /** Name of the file in the run's folder. */
  public static final String FILE = "epoch";

  /** Where it is posted to, below the witness's URL. */
  public static final String PATH = "add-epoch";

  /** The content type of an answer that is the number of the epoch wanted next. */
  public static final String NUMBER_TYPE = "text/x.sallyport.epoch";

  /** Stands for what there is none of. */
  public static final String NONE = "-";

  private static final String SUFFIX = "/epoch";
  private static final int BOOT_ID_LENGTH = 16;

  /**
   * Reads a note.
   *
   * @throws NoteFormatException if it is not exactly an epoch note
   */
  public static EpochNote parse(byte[] bytes) throws NoteFormatException {
    SignedNote note = SignedNote.parse(bytes);
    String[] lines = note.text().split("\n", -1);
    if (lines.length != 7 || !lines[6].isEmpty() || !lines[0].endsWith(SUFFIX)) {
      throw new NoteFormatException("got no epoch note, wanted six lines, the first one an epoch");
    }
    String logName = lines[0].substring(0, lines[0].length() - SUFFIX.length());
    long number = NoteText.parseDecimal(lines[1]);
    NoteVerifier runKey = key(lines[3], originOf(logName, lines[2]));
    NoteVerifier next =
        lines[4].equals(NONE) ? null : key(lines[4], epochName(logName, number + 1));
    String previous = lines[5].equals(NONE) ? null : lines[5];
    return new EpochNote(note, logName, number, lines[2], runKey, next, previous);
  }

  /** The name of the key that signs the note of an epoch. */
  public static String epochName(String logName, long number) {
    return logName + "/epoch/" + number;
  }

  private static String originOf(String logName, String run) throws NoteFormatException {
    int begin = run.length() - BOOT_ID_LENGTH;
    if (begin < 1 || run.charAt(begin - 1) != '-') {
      throw new NoteFormatException("got the run `" + run + "`, wanted the name of its folder");
    }
    return logName + "/" + run.substring(begin);
  }

  private static NoteVerifier key(String text, String name) throws NoteFormatException {
    NoteVerifier key = NoteVerifier.parse(text);
    if (key.type() != NoteVerifier.ED25519 || !key.name().equals(name)) {
      throw new NoteFormatException("got the key `" + text + "`, wanted one of `" + name + "`");
    }
    return key;
  }

  /** The origin of the run. */
  public String origin() {
    return runKey.name();
  }

  /** Whether the note is signed by {@code key}. */
  public boolean isSignedBy(NoteVerifier key) {
    return note.isSignedBy(key);
  }
}
