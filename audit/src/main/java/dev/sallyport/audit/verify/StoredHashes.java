package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.LeafHashes;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The file of leaf hashes of a run, as long as it was when this was made. Not thread-safe. */
final class StoredHashes implements LeafHashes, Closeable {
  private static final int LENGTH = TreeHasher.LENGTH;
  private static final int BUFFERED = 8192;

  private final @Nullable RandomAccessFile file;
  private final long count;
  private final byte[] buffer;
  private long bufferFirst;
  private int buffered;

  StoredHashes(Path path, long length) throws IOException {
    this.count = length / LENGTH;
    this.buffer = new byte[(int) Math.min(BUFFERED, count) * LENGTH];
    this.file = count == 0 ? null : new RandomAccessFile(path.toFile(), "r");
  }

  @Override
  public long size() {
    return count;
  }

  /** The array that holds the hash of a leaf below {@link #size}, at {@link #at}. */
  byte[] load(long leaf) throws IOException {
    if (leaf < bufferFirst || leaf >= bufferFirst + buffered) {
      int wanted = (int) Math.min(BUFFERED, count - leaf);
      read(leaf, wanted, buffer);
      bufferFirst = leaf;
      buffered = wanted;
    }
    return buffer;
  }

  int at(long leaf) {
    return (int) (leaf - bufferFirst) * LENGTH;
  }

  /** Whether the hash of a leaf is the one at {@code hashes[0]}; false if it is not there. */
  boolean matches(long leaf, byte[] hash) throws IOException {
    if (leaf < 0 || leaf >= count) {
      return false;
    }
    byte[] loaded = load(leaf);
    int at = at(leaf);
    return Arrays.equals(loaded, at, at + LENGTH, hash, 0, LENGTH);
  }

  @Override
  public void read(long first, int wanted, byte[] out) throws IOException {
    RandomAccessFile opened = file;
    if (opened == null || first + wanted > count) {
      throw new EOFException("leaf hash `" + first + "` is not in the file");
    }
    opened.seek(first * LENGTH);
    opened.readFully(out, 0, wanted * LENGTH);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
