package dev.sallyport.audit.crash;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.TestLogs;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with a sealed log, to which four threads append until it is killed. Each writes the
 * leaf index that it was given, then how many it was given, into a mapped file that outlives it.
 */
final class KilledSealedWriter {
  static final int THREADS = 4;
  private static final int RECORDS_A_DAY = 1_500;

  private KilledSealedWriter() {}

  /** Arguments: the root, the boot id in hex, the file for what is acknowledged. */
  public static void main(String[] arguments) throws Exception {
    long bootId = Long.parseUnsignedLong(arguments[1], 16);
    MappedByteBuffer acknowledged = map(Path.of(arguments[2]));
    CrashingLog log = new CrashingLog(Path.of(arguments[0]), bootId, 0, Duration.ofMillis(100));
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      new Thread(() -> append(log, thread, acknowledged)).start();
    }
    int printed = 0;
    for (long day = 1; ; ) {
      for (; printed < log.lines.size(); printed++) {
        System.out.println(log.lines.get(printed));
      }
      if (log.log.appended() > day * RECORDS_A_DAY) {
        log.stores.nextDay();
        day++;
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static MappedByteBuffer map(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, 16L * THREADS);
    }
  }

  private static void append(CrashingLog log, int thread, MappedByteBuffer acknowledged) {
    DecisionRecord record = TestLogs.decision(0);
    for (long count = 1; ; count++) {
      long leaf = log.log.append(record.callId(count).parentCallId(thread));
      acknowledged.putLong(16 * thread, leaf);
      acknowledged.putLong(16 * thread + 8, count);
    }
  }
}
