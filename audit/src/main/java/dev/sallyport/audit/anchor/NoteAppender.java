package dev.sallyport.audit.anchor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Appends notes to a file that other processes may append to as well. Nothing in it is ever changed
 * or cut. Thread-safe.
 */
final class NoteAppender {
  private static final byte LINE_FEED = '\n';

  private final Path file;

  NoteAppender(Path file) {
    this.file = file;
  }

  /**
   * Appends one note and forces it to the disk. Opens the file anew, so that a rotated or remounted
   * one is found.
   */
  synchronized void append(byte[] note) throws IOException {
    boolean fresh = Files.notExists(file);
    byte[] bytes = !fresh && endsInTheMiddleOfALine() ? onItsOwnLine(note) : note;
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    try (FileChannel channel =
        FileChannel.open(file, options, DurableFile.ownerOnly(file, "rw-------"))) {
      DurableFile.writeAll(channel, bytes);
      channel.force(true);
    }
    if (fresh) {
      DurableFile.forceFolder(file);
    }
  }

  /** What a power failure or a full disk left behind must not swallow the first line. */
  private static byte[] onItsOwnLine(byte[] note) {
    byte[] bytes = new byte[note.length + 1];
    bytes[0] = LINE_FEED;
    System.arraycopy(note, 0, bytes, 1, note.length);
    return bytes;
  }

  private boolean endsInTheMiddleOfALine() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      long size = channel.size();
      return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != LINE_FEED;
    }
  }
}
