package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the whole checkpoint behind one that was cut, where the two share a line: the cut may have
 * taken the line feed in front of the whole one's first line.
 */
final class CutNotes {
  private static final String BEFORE_SIGNATURES = "\n\n\u2014 ";

  private CutNotes() {}

  /** Whether a key that is called as the origin has signed, as in each checkpoint of a log. */
  static boolean isNamedAsSigned(SignedNote note, String origin) {
    for (NoteSignature signature : note.signatures()) {
      if (signature.name().equals(origin)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The checkpoint that ends {@code bytes}, or nothing. Its first line, which may be joined to
   * something else, is taken from its signature: the key of a log has the origin as its name. That
   * makes no other note pass, because the signature covers that line.
   */
  static List<SignedNote> lastOf(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int signatures = text.lastIndexOf(BEFORE_SIGNATURES);
    int root = signatures < 0 ? -1 : text.lastIndexOf('\n', signatures - 1);
    int size = root < 0 ? -1 : text.lastIndexOf('\n', root - 1);
    if (root < 0) {
      return List.of();
    }
    String rest = text.substring(size + 1);
    try {
      SignedNote draft = SignedNote.parse(("-\n" + rest).getBytes(StandardCharsets.UTF_8));
      for (NoteSignature signature : draft.signatures()) {
        boolean joined =
            size < 0 || text.startsWith(signature.name(), size - signature.name().length());
        if (joined) {
          String whole = signature.name() + "\n" + rest;
          return List.of(SignedNote.parse(whole.getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (NoteFormatException e) {
      // There is none.
    }
    return List.of();
  }
}
