package dev.sallyport.audit;

import dev.sallyport.audit.store.FaultyStores;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

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
    FaultyStores stores = new FaultyStores();
    AuditLog log = Runs.open(folder, stores, Runs.options());
    new Thread(() -> maintain(log, stores)).start();
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      new Thread(() -> append(log, thread, acknowledged)).start();
    }
  }

  /** As the sealing thread does; and a day passes every few thousand records. */
  private static void maintain(AuditLog log, FaultyStores stores) {
    for (long day = 1; ; ) {
      log.maintain();
      if (log.appended() > day * 3_000) {
        stores.nextDay();
        day++;
      }
      LockSupport.parkNanos(1_000_000);
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
