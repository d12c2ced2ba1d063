package dev.sallyport.audit.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Signed notes that were appended to one file. The last one may be cut short, because its writer
 * was killed; anything else that is no note is an error.
 *
 * @param entries the whole notes, oldest first
 * @param end offset after the last whole note; less than the length of the file if one is cut
 */
public record NoteFile(List<Entry> entries, int end) {
  private static final byte[] SIGNATURE = {(byte) 0xE2, (byte) 0x80, (byte) 0x94, ' '};

  /** Copies the list. */
  public NoteFile {
    entries = List.copyOf(entries);
  }

  /**
   * A note and its place.
   *
   * @param offset where it begins in the file
   * @param length in bytes
   */
  public record Entry(SignedNote note, int offset, int length) {}

  /**
   * Reads the notes of a file.
   *
   * @throws NoteFormatException if there is something else; the message has the offset
   */
  public static NoteFile parse(byte[] bytes) throws NoteFormatException {
    List<Entry> entries = new ArrayList<>();
    int begin = 0;
    int line = 0;
    boolean signed = false;
    while (line < bytes.length) {
      int end = lineEnd(bytes, line);
      boolean signature = isSignature(bytes, line);
      if (signed && !signature) {
        entries.add(entry(bytes, begin, line));
        begin = line;
      }
      if (end < 0) {
        return new NoteFile(entries, begin); // the last line is cut
      }
      signed = signature;
      line = end;
    }
    if (signed) {
      entries.add(entry(bytes, begin, bytes.length));
      begin = bytes.length;
    }
    return new NoteFile(entries, begin);
  }

  private static Entry entry(byte[] bytes, int begin, int end) throws NoteFormatException {
    try {
      SignedNote note = SignedNote.parse(Arrays.copyOfRange(bytes, begin, end));
      return new Entry(note, begin, end - begin);
    } catch (NoteFormatException e) {
      throw new NoteFormatException("at byte `" + begin + "`: " + e.getMessage());
    }
  }

  /** Offset after the line feed of the line at {@code from}, or -1 if it has none. */
  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isSignature(byte[] bytes, int at) {
    return at + SIGNATURE.length <= bytes.length
        && Arrays.equals(SIGNATURE, 0, 4, bytes, at, at + SIGNATURE.length);
  }
}
