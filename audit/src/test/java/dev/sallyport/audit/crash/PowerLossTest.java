package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.verify.Finding;
import dev.sallyport.audit.verify.LogVerifier;
import dev.sallyport.audit.verify.RunReport;
import dev.sallyport.audit.verify.RunState;
import dev.sallyport.audit.verify.Verdict;
import dev.sallyport.audit.verify.VerifyOptions;
import dev.sallyport.audit.verify.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails: pages of mapped files are lost, the process is gone, and the next one starts.
 */
class PowerLossTest {
  private static final int ROUNDS =
      Integer.getInteger("sallyport.rounds", Boolean.getBoolean("sallyport.long") ? 1_000 : 20);
  private static final int ROUNDS_PER_RUN = 10;
  private static final long SEED = Long.getLong("sallyport.seed", System.nanoTime());

  /** Kept if a test fails. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path work;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private List<String> said = List.of();
  private int round;

  /** A run at two moments while it was written. */
  private record Written(Snapshot older, Snapshot newer, String run, List<StoredLeaf> leaves) {}

  @Test
  void whatWasSealedOutlivesThePagesThatWereNot() throws Exception {
    for (int i = 0; i < ROUNDS / ROUNDS_PER_RUN; i++) {
      Written written = write();
      for (int j = 0; j < ROUNDS_PER_RUN; j++) {
        loseUnsealed(written);
      }
    }
    System.out.println("unsealed pages lost: " + verdicts);
  }

  private void loseUnsealed(Written written) throws Exception {
    LostPages lost = lost(written);
    lost.cutCheckpoints(random.nextInt(8) == 0 ? 1_000 : 2);
    lost.dropWhatLaterCheckpointsAllowed();
    lost.cutLeafHashes(lost.sealed());
    lost.losePages(lost.sealed(), random.nextDouble());
    lost.loseMetadata();
    assertThat(lost.harmsSealed()).isFalse();
    Path root = next(lost.result());
    int left = PlainStore.read(root.resolve(written.run())).size();
    assertThat((long) left).as(where()).isGreaterThanOrEqualTo(lost.sealed());
    assertNoAlarm(verify(root), lost);
    VerifyReport report = restart(root, left > 0);
    assertNoAlarm(report, lost);
    RunReport run = report.runs().get(0);
    assertThat(run.sealed()).as(where()).isGreaterThanOrEqualTo(lost.sealed());
    if (left > 0) {
      assertThat(run.state())
          .as("%s, sealed %d: %s, %s", where(), lost.sealed(), said, report)
          .isEqualTo(RunState.RECOVERED);
    }
    count(report);
    delete(root);
  }

  private void assertNoAlarm(VerifyReport report, LostPages lost) {
    assertThat(report.verdict())
        .as("%s, sealed %d: %s", where(), lost.sealed(), report.findings())
        .isNotEqualTo(Verdict.TAMPERED);
    assertThat(report.findings()).extracting(Finding::detail).doesNotContain("");
  }

  @Test
  void aSealedRecordIsNeverLostInSilence() throws Exception {
    for (int i = 0; i < ROUNDS / ROUNDS_PER_RUN; i++) {
      Written written = write();
      for (int j = 0; j < ROUNDS_PER_RUN; j++) {
        loseAny(written);
      }
    }
    System.out.println("any pages lost: " + verdicts);
  }

  private void loseAny(Written written) throws Exception {
    LostPages lost = lost(written);
    lost.cutCheckpoints(random.nextBoolean() ? 1 : 20);
    if (random.nextInt(4) == 0) {
      lost.cutLeafHashes(0);
    }
    lost.losePages(0, Math.pow(random.nextDouble(), 6));
    boolean harmed = lost.harmsSealed() || lost.lacksHashes();
    Path root = next(lost.result());
    int left = PlainStore.read(root.resolve(written.run())).size();
    VerifyReport before = verify(root);
    VerifyReport after = restart(root, left > 0);
    if (harmed) {
      assertThat(before.verdict()).as(where()).isNotEqualTo(Verdict.INTACT);
      assertThat(after.verdict()).as(where()).isNotEqualTo(Verdict.INTACT);
      assertThat(after.findings()).isNotEmpty().extracting(Finding::detail).doesNotContain("");
    }
    verdicts.merge(harmed ? "harmed" : "unharmed", 1, Integer::sum);
    count(after);
    delete(root);
  }

  private void count(VerifyReport report) {
    verdicts.merge(report.verdict().toString(), 1, Integer::sum);
  }

  private LostPages lost(Written written) {
    round++;
    return new LostPages(written.older(), written.newer(), written.run(), written.leaves(), random);
  }

  private String where() {
    return "seed " + SEED + ", round " + round;
  }

  private Path next(Snapshot snapshot) throws IOException {
    Path root = Files.createDirectory(work.resolve("round" + round));
    snapshot.writeTo(root);
    return root;
  }

  /** Writes a run on two threads, and copies it twice while it grows. */
  private Written write() throws Exception {
    Path root = Files.createDirectory(work.resolve("written" + round));
    AtomicBoolean stop = new AtomicBoolean();
    try (CrashingLog log = new CrashingLog(root)) {
      Thread writer = new Thread(() -> append(log, stop));
      writer.start();
      awaitAppended(log, 1 + random.nextInt(500));
      Snapshot older = Snapshot.take(root);
      for (int files = random.nextInt(3); files > 0; files--) {
        awaitAppended(log, log.log.appended() + 1 + random.nextInt(300));
        log.stores.nextDay();
      }
      awaitAppended(log, log.log.appended() + 1 + random.nextInt(500));
      Snapshot newer = Snapshot.take(root);
      stop.set(true);
      writer.join();
      Path copy = Files.createDirectory(work.resolve("copy" + round));
      newer.writeTo(copy);
      String run = log.folder.getFileName().toString();
      return new Written(older, newer, run, PlainStore.read(copy.resolve(run)));
    } finally {
      stop.set(true);
      delete(root);
    }
  }

  private static void append(CrashingLog log, AtomicBoolean stop) {
    while (!stop.get()) {
      log.append(1);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000);
    }
  }

  private static void awaitAppended(CrashingLog log, long count) throws InterruptedException {
    CrashingLog.await("appended", () -> log.log.appended() >= count);
  }

  /** The next process starts, recovers what it finds, and ends. */
  private VerifyReport restart(Path root, boolean hadRecords) throws Exception {
    try (CrashingLog log = new CrashingLog(root)) {
      log.append(3);
      log.end(); // which waits for the recovery
      said = List.copyOf(log.lines);
      VerifyReport report = verify(root);
      if (report.verdict() == Verdict.INTACT && hadRecords) {
        PlainLog.check(root, run -> {});
      }
      return report;
    }
  }

  private static VerifyReport verify(Path root) throws IOException {
    return new LogVerifier(VerifyOptions.of(root)).verify();
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
