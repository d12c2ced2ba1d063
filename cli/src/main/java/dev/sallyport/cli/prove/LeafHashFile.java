package dev.sallyport.cli.prove;

import dev.sallyport.audit.merkle.LeafHashes;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The leaf hashes that a run keeps in its file {@code leaf-hashes}. Not thread-safe. */
public final class LeafHashFile implements LeafHashes, Closeable {
  private static final String NAME = "leaf-hashes";

  private final FileChannel file;

  /**
   * Opens the file of the run in {@code folder}.
   *
   * @throws IOException if it can't be read
   */
  public LeafHashFile(Path folder) throws IOException {
    file = FileChannel.open(folder.resolve(NAME), StandardOpenOption.READ);
  }

  @Override
  public long size() throws IOException {
    return file.size() / TreeHasher.LENGTH;
  }

  @Override
  public void read(long first, int count, byte[] out) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(out, 0, count * TreeHasher.LENGTH);
    long at = first * TreeHasher.LENGTH;
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, at + buffer.position());
      if (read < 0) {
        throw new IOException(
            "`" + NAME + "` ends before the hash of leaf `" + (first + count - 1) + "`");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
