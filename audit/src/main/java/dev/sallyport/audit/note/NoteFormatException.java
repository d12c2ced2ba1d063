package dev.sallyport.audit.note;

/** A note, a key or a checkpoint is not written as it must be; the message says in one line why. */
public final class NoteFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message of one line. */
  public NoteFormatException(String message) {
    super(message);
  }
}
