package dev.sallyport.audit.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with signatures, as C2SP signed-note writes it: the text, an empty line, one line for each
 * signature. That a note parses says nothing about whether its signatures are good.
 *
 * @param text ends with a line feed, which the signatures cover
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** Copies the list, and checks that the note can be written. */
  public SignedNote {
    if (!text.endsWith("\n") || signatures.isEmpty()) {
      throw new IllegalArgumentException("a note needs a whole last line and a signature");
    }
    signatures = List.copyOf(signatures);
  }

  /** The text {@code text} with one signature. */
  public static SignedNote sign(String text, NoteSigner signer) {
    return new SignedNote(text, List.of(signer.sign(text)));
  }

  /** This note with one signature more. */
  public SignedNote with(NoteSignature signature) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(text, all);
  }

  /**
   * Reads one whole note.
   *
   * @throws NoteFormatException if it is not exactly one
   */
  public static SignedNote parse(byte[] bytes) throws NoteFormatException {
    String note = NoteText.decodeUtf8(bytes, 0, bytes.length);
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n") || end + 2 >= note.length()) {
      throw new NoteFormatException("got no signed note: it lacks an empty line and a signature");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  /** As {@link #parse(byte[])}. */
  public static SignedNote parse(String note) throws NoteFormatException {
    return parse(note.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether one of the signatures is a good one by this key. */
  public boolean isSignedBy(NoteVerifier key) {
    for (NoteSignature signature : signatures) {
      if (key.verifies(text, signature)) {
        return true;
      }
    }
    return false;
  }

  /** The whole note. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (NoteSignature signature : signatures) {
      note.append(signature.line());
    }
    return note.toString();
  }

  /** The whole note in UTF-8. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }
}
