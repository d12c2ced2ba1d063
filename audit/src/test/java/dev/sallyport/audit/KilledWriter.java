package dev.sallyport.audit;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that appends from four threads until it is killed. Each thread writes the last leaf
 * index it was given into a mapped file of its own eight bytes, which outlives the process.
 */
final class KilledWriter {
  static final int THREADS = 4;

  private KilledWriter() {}

  /** Arguments: the run folder, the file for the indexes. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    MappedByteBuffer acknowledged = map(Path.of(arguments[1]));
    AuditLog log = AuditLog.openInBackground(folder, Runs.options());
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      new Thread(() -> append(log, thread, acknowledged)).start();
    }
  }

  static MappedByteBuffer map(Path file) throws Exception {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, 16L * THREADS);
    }
  }

  private static void append(AuditLog log, int thread, ByteBuffer acknowledged) {
    DecisionRecord record = Runs.decision(0);
    for (long count = 1; ; count++) {
      long leaf = log.append(record.callId(count).parentCallId(thread));
      acknowledged.putLong(16 * thread, leaf);
      acknowledged.putLong(16 * thread + 8, count);
    }
  }
}
