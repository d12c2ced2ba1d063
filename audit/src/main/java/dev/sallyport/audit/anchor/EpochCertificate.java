package dev.sallyport.audit.anchor;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.EpochNote;

/**
 * The {@code epoch} note of a run, as it is handed to a witness: which key signs the run, and which
 * one certifies the next run. Whether the note is signed is for {@link #isSignedBy} to tell.
 *
 * @param note itself
 * @param epoch what it says
 */
public record EpochCertificate(SignedNote note, EpochNote epoch) {
  /** Name of the file in the run's folder. */
  public static final String FILE = "epoch";

  /** Where it is posted to, below the witness's URL. */
  public static final String PATH = "add-epoch";

  /** The content type of an answer that is the number of the epoch wanted next. */
  public static final String NUMBER_TYPE = "text/x.sallyport.epoch";

  private static final int BOOT_ID_LENGTH = 16;

  /**
   * Reads a note.
   *
   * @throws NoteFormatException if it is not exactly an epoch note, with keys of its run and log
   */
  public static EpochCertificate parse(byte[] bytes) throws NoteFormatException {
    SignedNote note = SignedNote.parse(bytes);
    EpochNote epoch = EpochNote.parse(note.text());
    check(epoch.runKey(), originOf(epoch));
    NoteVerifier next = epoch.nextKey();
    if (next != null) {
      check(next, keyName(epoch.logName(), epoch.number() + 1));
    }
    return new EpochCertificate(note, epoch);
  }

  /** The name of the key that signs the note of an epoch. */
  public static String keyName(String logName, long number) {
    return logName + "/epoch/" + number;
  }

  private static String originOf(EpochNote epoch) throws NoteFormatException {
    String run = epoch.folder();
    int begin = run.length() - BOOT_ID_LENGTH;
    if (begin < 1 || run.charAt(begin - 1) != '-') {
      throw new NoteFormatException("got the run `" + run + "`, wanted the name of its folder");
    }
    return epoch.logName() + "/" + run.substring(begin);
  }

  private static void check(NoteVerifier key, String name) throws NoteFormatException {
    if (key.type() != NoteVerifier.ED25519 || !key.name().equals(name)) {
      throw new NoteFormatException("got the key `" + key + "`, wanted one of `" + name + "`");
    }
  }

  /** The name of the log. */
  public String logName() {
    return epoch.logName();
  }

  /** The number of the epoch, from 0. */
  public long number() {
    return epoch.number();
  }

  /** The origin of the run. */
  public String origin() {
    return epoch.runKey().name();
  }

  /** Whether the note is signed by {@code key}. */
  public boolean isSignedBy(NoteVerifier key) {
    return note.isSignedBy(key);
  }
}
