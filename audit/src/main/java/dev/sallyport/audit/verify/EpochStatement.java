package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code epoch} of a run says: which key it begins with.
 *
 * @param note with the signatures, not checked
 * @param logName the first part of all origins of the log
 * @param number of the epoch, from 0
 * @param folder name of the run's folder
 * @param runKey the run's first key, whose name is the run's origin
 * @param nextKey the key that certifies the next epoch, or null with an external signer
 * @param previous folder of the run of the epoch before, or null
 */
record EpochStatement(
    SignedNote note,
    String logName,
    long number,
    String folder,
    NoteVerifier runKey,
    @Nullable NoteVerifier nextKey,
    @Nullable String previous) {
  private static final String SUFFIX = "/epoch";
  private static final String NONE = "-";

  /**
   * Reads the file.
   *
   * @throws NoteFormatException if it is anything else
   */
  static EpochStatement parse(byte[] bytes) throws NoteFormatException {
    SignedNote note = SignedNote.parse(bytes);
    String[] lines = note.text().split("\n", -1);
    if (lines.length != 7 || !lines[6].isEmpty() || !lines[0].endsWith(SUFFIX)) {
      throw new NoteFormatException("got no note about an epoch, wanted its six lines");
    }
    String logName = lines[0].substring(0, lines[0].length() - SUFFIX.length());
    long number = NoteText.parseDecimal(lines[1]);
    NoteVerifier runKey = signing(NoteVerifier.parse(lines[3]));
    NoteVerifier nextKey = lines[4].equals(NONE) ? null : signing(NoteVerifier.parse(lines[4]));
    if (nextKey != null && !nextKey.name().equals(keyName(logName, number + 1))) {
      throw new NoteFormatException(
          "the next key is named `" + nextKey.name() + "`, wanted epoch " + (number + 1));
    }
    String previous = lines[5].equals(NONE) ? null : lines[5];
    return new EpochStatement(note, logName, number, lines[2], runKey, nextKey, previous);
  }

  private static NoteVerifier signing(NoteVerifier key) throws NoteFormatException {
    if (key.type() != NoteVerifier.ED25519) {
      throw new NoteFormatException("the key `" + key.name() + "` can't sign notes");
    }
    return key;
  }

  /** The name of the key that certifies an epoch. */
  static String keyName(String logName, long number) {
    return logName + SUFFIX + "/" + number;
  }

  /** The origin of a run's checkpoints. */
  String origin() {
    return runKey.name();
  }
}
