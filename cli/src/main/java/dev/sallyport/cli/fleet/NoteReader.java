package dev.sallyport.cli.fleet;

import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file of signed notes from a place on, also while notes are added. Not thread-safe. */
final class NoteReader {
  private static final int CHUNK = 1 << 20;

  /**
   * A note in the file.
   *
   * @param at where it begins
   * @param end where the next one begins
   * @param bytes as they stand in the file
   */
  record Found(long at, long end, SignedNote note, byte[] bytes) {}

  private final Path file;
  private final Deque<Found> pending = new ArrayDeque<>();
  private long position;
  private long lengthBefore = -1;

  NoteReader(Path file, long position) {
    this.file = file;
    this.position = position;
  }

  /** The oldest note that was read and not {@linkplain #remove removed}. */
  @Nullable Found peek() {
    return pending.peek();
  }

  void remove() {
    pending.remove();
  }

  /**
   * Reads what was added since.
   *
   * @param whole whether nobody is writing to the file: then the last note needs no second look
   * @throws NoteFormatException if something else than notes was added
   */
  void refresh(boolean whole) throws IOException, NoteFormatException {
    if (!pending.isEmpty() || !Files.exists(file)) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      if (length < position) {
        throw new NoteFormatException(
            "it has `" + length + "` bytes; `" + position + "` were exported before");
      }
      boolean settled = whole || length == lengthBefore;
      lengthBefore = length;
      byte[] bytes = new byte[(int) Math.min(length - position, CHUNK)];
      in.seek(position);
      in.readFully(bytes);
      take(bytes, settled && position + bytes.length == length);
    }
  }

  /** The last note may lack a signature line that is being written. */
  private void take(byte[] bytes, boolean settled) throws NoteFormatException {
    List<NoteFile.Entry> entries = NoteFile.parse(bytes).entries();
    long start = position;
    for (NoteFile.Entry entry : entries) {
      int end = entry.offset() + entry.length();
      if (end == bytes.length && !settled) {
        return;
      }
      byte[] note = Arrays.copyOfRange(bytes, entry.offset(), end);
      pending.add(new Found(start + entry.offset(), start + end, entry.note(), note));
      position = start + end;
    }
  }
}
