package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the notes of a file one after the other, in constant memory. The last one may be cut short,
 * because its writer was killed. Not thread-safe.
 */
final class NoteReader implements Closeable {
  private static final int MAX_NOTE = 64 << 10;
  private static final byte[] SIGNATURE = "— ".getBytes(StandardCharsets.UTF_8);

  /** Three lines and the empty one: a cut checkpoint has no more before its signatures. */
  private static final int LINES_BEFORE_SIGNATURES = 4;

  private final InputStream in;
  private final ByteArrayOutputStream note = new ByteArrayOutputStream();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long left;
  private long position;
  private long noteBegin;
  private long noteEnd;
  private String cutLine = "";
  private byte[] refused = new byte[0];

  /** Reads the first {@code limit} bytes of {@code file}. */
  NoteReader(Path file, long limit) throws IOException {
    this.in =
        limit == 0
            ? InputStream.nullInputStream()
            : new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    this.left = limit;
  }

  /** Offset of the note that {@link #next} returned or refused. */
  long begin() {
    return noteBegin;
  }

  /** Offset after it. */
  long end() {
    return noteEnd;
  }

  /** The bytes that {@link #next} refused last. */
  byte[] refused() {
    return refused.clone();
  }

  /**
   * Whether what stands after the last note, known once {@link #next} returned null, can be the
   * beginning of a note whose first line is {@code origin}.
   */
  boolean endsLike(String origin) {
    return (origin + "\n").startsWith(cutLine);
  }

  /**
   * The next whole note, or null after the last.
   *
   * @throws NoteFormatException if there is something else; reading can go on after it
   */
  @Nullable SignedNote next() throws IOException, NoteFormatException {
    noteBegin = position - line.size();
    boolean signed = false;
    int lines = 0;
    while (true) {
      boolean whole = line.size() > 0 || readLine();
      boolean signature = isSignature();
      if (signed && !signature) {
        return finish(position - line.size());
      }
      if (!whole) {
        note.writeBytes(line.toByteArray());
        line.reset();
        return atEnd(lines);
      }
      signed = signature;
      lines++;
      note.writeBytes(line.toByteArray());
      line.reset();
      if (note.size() > MAX_NOTE) {
        refused = note.toByteArray();
        note.reset();
        noteEnd = position;
        throw new NoteFormatException("got more than `" + MAX_NOTE + "` bytes without an end");
      }
    }
  }

  /** Reads one line; false if the file ends before its line feed. */
  private boolean readLine() throws IOException {
    line.reset();
    while (left > 0) {
      int b = in.read();
      if (b < 0) {
        left = 0;
        break;
      }
      left--;
      position++;
      line.write(b);
      if (b == '\n' || line.size() > MAX_NOTE) {
        return true;
      }
    }
    return false;
  }

  private boolean isSignature() {
    byte[] bytes = line.toByteArray();
    return bytes.length >= SIGNATURE.length
        && bytes[0] == SIGNATURE[0]
        && bytes[1] == SIGNATURE[1]
        && bytes[2] == SIGNATURE[2]
        && bytes[3] == SIGNATURE[3];
  }

  private SignedNote finish(long end) throws NoteFormatException {
    noteEnd = end;
    byte[] bytes = note.toByteArray();
    refused = bytes;
    note.reset();
    return SignedNote.parse(bytes);
  }

  private @Nullable SignedNote atEnd(int lines) throws NoteFormatException {
    noteEnd = position;
    String rest = note.toString(StandardCharsets.UTF_8);
    cutLine = rest.substring(0, rest.indexOf('\n') + 1);
    cutLine = cutLine.isEmpty() ? rest : cutLine;
    refused = note.toByteArray();
    note.reset();
    if (lines > LINES_BEFORE_SIGNATURES) {
      throw new NoteFormatException("got lines without a signature at the end of the file");
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
