package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.Jvm;
import dev.sallyport.audit.verify.LogVerifier;
import dev.sallyport.audit.verify.RunReport;
import dev.sallyport.audit.verify.RunState;
import dev.sallyport.audit.verify.Verdict;
import dev.sallyport.audit.verify.VerifyOptions;
import dev.sallyport.audit.verify.VerifyReport;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed anywhere, one after another, each going on with the log of the others. */
class KilledSealedLogTest {
  private static final int KILLS =
      Integer.getInteger("sallyport.kills", Boolean.getBoolean("sallyport.long") ? 500 : 12);
  private static final long SEED = Long.getLong("sallyport.seed", System.nanoTime());
  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  /** Within it a process starts, makes its keys and recovers the run before. */
  private static final int START_MILLIS = 1_500;

  /** Kept if a test fails. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path work;

  private final Random random = new Random(SEED);

  @Test
  void nothingAcknowledgedIsLostAndAllOfItVerifiesAfterManyKills() throws Exception {
    Path root = Files.createDirectory(work.resolve("log"));
    Files.createDirectory(work.resolve("acknowledged"));
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(root, Long.toHexString(CrashingLog.newBootId() | Long.MIN_VALUE));
    }
    try (CrashingLog last = new CrashingLog(root)) {
      last.awaitRecovery(); // of the last runs: some were killed before they could do it
      last.append(10);
      last.end();
      assertThat(last.lines).as("seed " + SEED).isEmpty();
      assertIntact(root);
      assertNothingLost(root);
    }
  }

  private void runAndKill(Path root, String bootId) throws Exception {
    Path counters = counters(bootId);
    Path output = work.resolve("output");
    MappedByteBuffer acknowledged = KilledSealedWriter.map(counters);
    Process process =
        Jvm.of(KilledSealedWriter.class, FLAGS, root, bootId, counters)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (random.nextInt(3) == 0) {
        boolean ended = process.waitFor(random.nextInt(START_MILLIS), TimeUnit.MILLISECONDS);
        assertThat(ended).as(Files.readString(output)).isFalse();
      } else {
        awaitAcknowledged(process, acknowledged, 1 + random.nextInt(3_000), output);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readAllLines(output))
        .as("seed " + SEED + ", " + bootId)
        .allMatch(line -> line.contains("example.org/desk/epoch/0"));
  }

  private static void awaitAcknowledged(
      Process process, MappedByteBuffer acknowledged, int count, Path output) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (acknowledged.getLong(8) < count) {
      boolean ended = process.waitFor(1, TimeUnit.MILLISECONDS);
      assertThat(ended).as(Files.readString(output)).isFalse();
      assertThat(System.nanoTime()).as("the writer gets on").isLessThan(deadline);
    }
  }

  private Path counters(String bootId) {
    return work.resolve("acknowledged").resolve(bootId);
  }

  private static void assertIntact(Path root) throws IOException {
    VerifyReport report = new LogVerifier(VerifyOptions.of(root)).verify();
    assertThat(report.findings()).as("seed " + SEED).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INTACT);
    assertThat(report.unsealed()).isZero();
    assertThat(report.runs())
        .extracting(RunReport::state)
        .allMatch(
            state ->
                state == RunState.RECOVERED || state == RunState.CLOSED || state == RunState.EMPTY);
  }

  private void assertNothingLost(Path root) throws Exception {
    AtomicLong records = new AtomicLong();
    List<String> checked = new ArrayList<>();
    PlainLog.check(
        root,
        run -> {
          String bootId = run.name().substring(run.name().lastIndexOf('-') + 1);
          if (Files.exists(counters(bootId))) {
            assertAcknowledged(run, KilledSealedWriter.map(counters(bootId)));
            checked.add(bootId);
          }
          records.addAndGet(run.leaves.size());
        });
    // A run that is not in the log had nothing that anybody was told of.
    try (var files = Files.list(work.resolve("acknowledged"))) {
      for (Path file : files.toList()) {
        if (!checked.contains(file.getFileName().toString())) {
          assertThat(Files.readAllBytes(file)).containsOnly(0);
        }
      }
    }
    System.out.println(KILLS + " kills: " + records + " records in " + checked.size() + " runs");
  }

  /** Each thread's calls are in the log in order, at least as many as it was told. */
  private static void assertAcknowledged(PlainRun run, MappedByteBuffer acknowledged) {
    List<List<Long>> leaves = new ArrayList<>();
    for (int thread = 0; thread < KilledSealedWriter.THREADS; thread++) {
      leaves.add(new ArrayList<>());
    }
    for (StoredLeaf leaf : run.leaves) {
      if (leaf.kind() == PlainStore.DECISION) {
        List<Long> own = leaves.get((int) leaf.parentCallId());
        own.add(leaf.index());
        assertThat(leaf.callId()).isEqualTo(own.size());
      }
    }
    for (int thread = 0; thread < KilledSealedWriter.THREADS; thread++) {
      int count = (int) acknowledged.getLong(16 * thread + 8);
      List<Long> own = leaves.get(thread);
      assertThat(own.size()).as("thread %d of %s", thread, run.name()).isBetween(count, count + 2);
      if (count > 0) {
        // The index of the next call may have been written, its count not yet.
        List<Long> told = own.subList(count - 1, Math.min(count + 1, own.size()));
        assertThat(told).contains(acknowledged.getLong(16 * thread));
      }
    }
  }
}
