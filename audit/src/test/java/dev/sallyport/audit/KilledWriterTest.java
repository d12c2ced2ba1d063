package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
  private static final int KILLS = 10;

  @TempDir Path root;

  @Test
  void everyAcknowledgedRecordIsReadableAfterKillNine() throws Exception {
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      Path folder = Runs.folder(root.resolve("run" + kill));
      Path counters = root.resolve("acknowledged" + kill);
      MappedByteBuffer acknowledged = KilledWriter.map(counters);
      runAndKill(folder, counters, acknowledged, 200L + random.nextInt(20_000));
      assertWhole(folder, acknowledged);
    }
  }

  private static void runAndKill(
      Path folder, Path counters, MappedByteBuffer acknowledged, long enough) throws Exception {
    Process writer =
        Jvm.of(KilledWriter.class, List.of("-XX:TieredStopAtLevel=1"), folder, counters)
            .inheritIO()
            .start();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (acknowledged.getLong(0) < enough) {
        assertThat(writer.isAlive()).as("the writer runs").isTrue();
        assertThat(System.nanoTime()).as("the writer gets on").isLessThan(deadline);
        Thread.onSpinWait();
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private static void assertWhole(Path folder, MappedByteBuffer acknowledged) throws Exception {
    List<AuditEntry> entries = Runs.read(folder);
    long[] counts = new long[KilledWriter.THREADS];
    for (AuditEntry entry : entries) {
      assertThat(entry).isInstanceOf(AuditEntry.Decision.class);
      DecisionRecord record = ((AuditEntry.Decision) entry).record();
      int thread = (int) record.parentCallId();
      assertThat(record.callId()).isEqualTo(++counts[thread]);
    }
    for (int thread = 0; thread < KilledWriter.THREADS; thread++) {
      assertThat((long) entries.size()).isGreaterThan(acknowledged.getLong(16 * thread));
      assertThat(counts[thread]).isGreaterThanOrEqualTo(acknowledged.getLong(16 * thread + 8));
    }
  }
}
