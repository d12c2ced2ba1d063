package dev.sallyport.audit.seal;

import dev.sallyport.audit.merkle.LeafHashes;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file {@code leaf-hashes} of a run: 32 bytes for each leaf. One thread adds; others may read
 * what was written.
 */
final class LeafHashFile implements LeafHashes, Closeable {
  private static final int LENGTH = TreeHasher.LENGTH;
  private static final int BUFFER_BYTES = 2048 * LENGTH;

  private final Path path;
  private final SealDisk disk;
  private final FileChannel channel;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private volatile long written;

  /** Goes on after the first {@code size} hashes of the file, and drops what stands after them. */
  LeafHashFile(Path path, SealDisk disk, long size) throws IOException {
    this.path = path;
    this.disk = disk;
    this.channel = disk.open(path);
    this.written = size;
    if (channel.size() > size * LENGTH) {
      disk.truncate(path, channel, size * LENGTH);
    }
  }

  /** Where the next hash is to be put, at {@link #slot}; then {@link #added} takes it. */
  byte[] buffer() {
    return buffer;
  }

  int slot() {
    return filled;
  }

  void added() throws IOException {
    filled += LENGTH;
    if (filled == buffer.length) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (filled > 0) {
      disk.write(path, channel, ByteBuffer.wrap(buffer, 0, filled), written * LENGTH);
      written += filled / LENGTH;
      filled = 0;
    }
  }

  /** Waits until all hashes are on the disk. */
  void force() throws IOException {
    flush();
    disk.force(path, channel);
  }

  @Override
  public long size() {
    return written;
  }

  @Override
  public void read(long first, int count, byte[] out) throws IOException {
    read(path, first, count, out);
  }

  /** Reads from a file of leaf hashes on a channel of its own, which an interrupt may close. */
  static void read(Path path, long first, int count, byte[] out) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(out, 0, count * LENGTH);
    try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
      while (target.hasRemaining()) {
        if (reading.read(target, first * LENGTH + target.position()) < 0) {
          throw new EOFException(
              "`" + path + "` ends before the hash of leaf `" + (first + count - 1) + "`");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
