package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file {@code checkpoints} of a run. Not thread-safe. */
final class CheckpointFile implements Closeable {
  /** Room for a dozen of the largest notes with witnesses' signatures. */
  private static final int TAIL_BYTES = 64 << 10;

  private final Path path;
  private final SealDisk disk;
  private final FileChannel channel;
  private long end;

  CheckpointFile(Path path, SealDisk disk) throws IOException {
    this.path = path;
    this.disk = disk;
    this.channel = disk.open(path);
    this.end = channel.size();
  }

  /** Appends a note and waits until it is on the disk. */
  void append(byte[] note) throws IOException {
    disk.write(path, channel, ByteBuffer.wrap(note), end);
    end += note.length;
    disk.force(path, channel);
  }

  /**
   * The last whole note in the file {@code path}, or null if there is none.
   *
   * @throws LogDamageException if the file holds something else than notes
   */
  static @Nullable SignedNote last(Path path) throws IOException {
    if (!Files.exists(path)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - TAIL_BYTES);
      ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
      while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
        // Until it is full.
      }
      byte[] bytes = new byte[tail.position()];
      tail.flip().get(bytes);
      return lastOf(from == 0 ? bytes : fromFirstWhole(bytes));
    } catch (NoteFormatException e) {
      throw new LogDamageException("`" + path + "`: " + e.getMessage());
    }
  }

  /** The checkpoint that {@code note} is. */
  static Checkpoint checkpoint(Path path, SignedNote note) throws LogDamageException {
    try {
      return Checkpoint.parse(note.text());
    } catch (NoteFormatException e) {
      throw new LogDamageException("`" + path + "`: " + e.getMessage());
    }
  }

  private static @Nullable SignedNote lastOf(byte[] notes) throws NoteFormatException {
    List<NoteFile.Entry> entries = NoteFile.parse(notes).entries();
    return entries.isEmpty() ? null : entries.get(entries.size() - 1).note();
  }

  /** What follows the first signature line that another line than a signature follows. */
  private static byte[] fromFirstWhole(byte[] bytes) {
    boolean signed = false;
    int line = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line = i + 1;
      }
      if (i == line && line > 0) {
        boolean signature = (bytes[i] & 0xFF) == 0xE2;
        if (signed && !signature) {
          return java.util.Arrays.copyOfRange(bytes, i, bytes.length);
        }
        signed = signature;
      }
    }
    return new byte[0];
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
