package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code closed} and {@code recovered} say about a run that ended.
 *
 * @param what {@code <origin>/closed} or {@code <origin>/recovered}
 * @param size number of leaves
 * @param root over them, 32 bytes; not to be changed
 * @param files every file of the run, by name
 * @param by the folder of the run that recovered this one; null if it ended by itself
 */
record EndNote(String what, long size, byte[] root, List<FileDigest> files, @Nullable String by) {
  private static final int MAX_BYTES = 16 << 20;
  private static final int FILES_FROM = 3;
  private static final String BY = "by ";

  EndNote {
    files = List.copyOf(files);
  }

  String text() {
    StringBuilder text =
        new StringBuilder(what)
            .append('\n')
            .append(size)
            .append('\n')
            .append(NoteText.encodeBase64(root))
            .append('\n');
    for (FileDigest file : files) {
      text.append(file.text()).append('\n');
    }
    if (by != null) {
      text.append(BY).append(by).append('\n');
    }
    return text.toString();
  }

  static EndNote parse(String text) throws NoteFormatException {
    String[] lines = text.split("\n", -1);
    if (lines.length < FILES_FROM + 1 || !lines[lines.length - 1].isEmpty()) {
      throw new NoteFormatException("got no note about the end of a run");
    }
    int end = lines.length - 1;
    boolean recovered = lines[end - 1].startsWith(BY);
    List<FileDigest> files = new ArrayList<>();
    for (int i = FILES_FROM; i < (recovered ? end - 1 : end); i++) {
      String[] parts = lines[i].split(" ", -1);
      if (parts.length != 3) {
        throw new NoteFormatException("got `" + lines[i] + "`, wanted name, length and sha256");
      }
      files.add(new FileDigest(parts[0], NoteText.parseDecimal(parts[1]), parts[2]));
    }
    return new EndNote(
        lines[0],
        NoteText.parseDecimal(lines[1]),
        NoteText.decodeBase64(lines[2]),
        files,
        recovered ? lines[end - 1].substring(BY.length()) : null);
  }

  /**
   * The note that ended the run in {@code folder}, without a look at its signature; null if there
   * is none that can be read.
   */
  static @Nullable EndNote read(Path folder) throws IOException {
    for (String name : new String[] {SealFiles.RECOVERED, SealFiles.CLOSED}) {
      Path file = folder.resolve(name);
      if (Files.exists(file) && Files.size(file) <= MAX_BYTES) {
        try {
          return parse(SignedNote.parse(Files.readAllBytes(file)).text());
        } catch (NoteFormatException e) {
          return null;
        }
      }
    }
    return null;
  }
}
