package dev.sallyport.cli.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Looks whether a file of a log is the one that an index describes. Not thread-safe. */
final class LogFileCheck implements Closeable {
  private static final int HEADER = 4;
  private static final int LEAF_AT = 8;
  private static final int MAX_HEAD = HEADER + LEAF_AT + Long.BYTES;

  private final FileChannel file;
  private final ByteBuffer head = ByteBuffer.allocate(MAX_HEAD);

  LogFileCheck(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ);
  }

  /** Whether first and last record of the block stand where it says. */
  boolean fits(IndexedBlock block) throws IOException {
    RecordMark last = block.last();
    long end = last.offset() + HEADER + last.length() + 3 & ~3L;
    return block.end() == end && end <= file.size() && fits(block.first()) && fits(last);
  }

  private boolean fits(RecordMark mark) throws IOException {
    if (mark.offset() < 0 || !read(mark.offset(), MAX_HEAD)) {
      return false;
    }
    int length = head.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    long leaf = head.order(ByteOrder.BIG_ENDIAN).getLong(HEADER + LEAF_AT);
    return length == mark.length()
        && leaf == mark.leaf()
        && read(mark.offset() + length, Integer.BYTES)
        && head.getInt(0) == mark.checksum();
  }

  private boolean read(long offset, int count) throws IOException {
    head.clear().limit(count);
    while (head.hasRemaining()) {
      int read = file.read(head, offset + head.position());
      if (read < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
