package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code closed} or {@code recovered} of a run says about its end.
 *
 * @param note with the signatures, not checked
 * @param origin of the run, with {@code /closed} or {@code /recovered}
 * @param size number of leaves
 * @param root over all leaves, 32 bytes
 * @param files by name
 * @param by folder of the run that recovered this one, or null in {@code closed}
 */
record EndStatement(
    SignedNote note,
    String origin,
    long size,
    byte[] root,
    List<FileStatement> files,
    @Nullable String by) {
  private static final String BY = "by ";

  /**
   * Reads the file.
   *
   * @param recovered whether the last line names the run that wrote it
   * @throws NoteFormatException if it is anything else
   */
  static EndStatement parse(byte[] bytes, boolean recovered) throws NoteFormatException {
    SignedNote note = SignedNote.parse(bytes);
    String[] lines = note.text().split("\n", -1);
    int end = lines.length - 1 - (recovered ? 1 : 0);
    if (end < 3 || !lines[lines.length - 1].isEmpty()) {
      throw new NoteFormatException("got no note about the end of a run: it lacks lines");
    }
    byte[] root = NoteText.decodeBase64(lines[2]);
    if (root.length != TreeHasher.LENGTH) {
      throw new NoteFormatException("got a root of `" + root.length + "` bytes, wanted 32");
    }
    List<FileStatement> files = new ArrayList<>();
    String before = "";
    for (int i = 3; i < end; i++) {
      FileStatement file = FileStatement.parse(lines[i]);
      if (file.name().compareTo(before) <= 0) {
        throw new NoteFormatException("the files are not in the order of their names");
      }
      before = file.name();
      files.add(file);
    }
    String by = recovered ? by(lines[end]) : null;
    return new EndStatement(
        note, lines[0], NoteText.parseDecimal(lines[1]), root, List.copyOf(files), by);
  }

  private static String by(String line) throws NoteFormatException {
    if (!line.startsWith(BY) || line.length() == BY.length()) {
      throw new NoteFormatException("the last line does not name the run that wrote the note");
    }
    return line.substring(BY.length());
  }

  /** What it says about a file, or null. */
  @Nullable FileStatement file(String name) {
    for (FileStatement file : files) {
      if (file.name().equals(name)) {
        return file;
      }
    }
    return null;
  }
}
