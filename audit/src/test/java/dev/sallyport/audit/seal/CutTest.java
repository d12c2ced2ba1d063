package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process ends before each single step that changes a file; the next start has to cope. */
class CutTest {
  private static final int MOST_STEPS = 500;

  @TempDir Path folder;

  @Test
  void theNextStartCopesWithAFirstRunThatWasCutAnywhere() throws Exception {
    int cut = 0;
    while (cut < MOST_STEPS) {
      Path root = folder.resolve("first" + cut);
      if (runUntil(root, cut)) {
        break;
      }
      assertNextStartCopes(root);
      cut++;
    }
    assertThat(cut).isBetween(25, MOST_STEPS - 1);
  }

  @Test
  void theNextStartCopesWithARecoveryThatWasCutAnywhere() throws Exception {
    int cut = 0;
    while (cut < MOST_STEPS) {
      Path root = folder.resolve("second" + cut);
      killedRun(root);
      if (runUntil(root, cut)) {
        break;
      }
      assertNextStartCopes(root);
      cut++;
    }
    assertThat(cut).isBetween(25, MOST_STEPS - 1);
  }

  private static void killedRun(Path root) throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(20);
      log.awaitSealed();
      log.append(20);
    }
  }

  /** Runs from start to end, with recovery; returns whether it got there before the cut. */
  private static boolean runUntil(Path root, int cut) throws Exception {
    WatchedDisk disk = new WatchedDisk().stopAt(cut);
    try (SealedLog log = SealedLog.begin(root, new Options(), disk)) {
      log.append(10);
      if (!log.sealer.awaitSealed(log.log.appended(), SealedLog.LIMIT)) {
        return false;
      }
      awaitRecovery(root, log);
      if (log.log.failure() != null || log.lines.stream().anyMatch(CutTest::isStop)) {
        return false;
      }
      log.append(dev.sallyport.audit.RecordKind.SHUTDOWN);
      return log.sealer.end(SealedLog.LIMIT);
    } catch (IOException | dev.sallyport.audit.AuditUnavailableException e) {
      return false;
    }
  }

  private static boolean isStop(String line) {
    return line.contains("stopped before");
  }

  private static void awaitRecovery(Path root, SealedLog log) throws Exception {
    SealedLog.await(
        "recovery",
        () ->
            log.log.failure() != null
                || log.lines.stream().anyMatch(CutTest::isStop)
                || allOver(root, log.folder));
  }

  private static boolean allOver(Path root, Path own) {
    try {
      for (RunFolder run : RunFolders.list(root)) {
        boolean over =
            run.path().equals(own)
                || Files.exists(run.path().resolve(SealFiles.CLOSED))
                || Files.exists(run.path().resolve(SealFiles.RECOVERED))
                || !Files.exists(run.path().resolve(SealFiles.EPOCH))
                || !SealFiles.hasRecords(run.path());
        if (!over) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertNextStartCopes(Path root) throws Exception {
    try (SealedLog next = SealedLog.begin(root)) {
      next.append(5);
      next.awaitSealed();
      awaitRecovery(root, next);
      assertThat(next.log.failure()).isNull();
      assertThat(next.lines).noneMatch(line -> line.contains("damaged"));
      next.end();
      // Before the store is closed, which the javaagent never does: that writes to the file.
      CheckedRun.of(next.folder).closed();
    }
    List<CheckedRun> runs = Roots.check(root);
    for (CheckedRun run : runs) {
      boolean recovered = Files.exists(run.folder.resolve(SealFiles.RECOVERED));
      boolean closed = Files.exists(run.folder.resolve(SealFiles.CLOSED));
      assertThat(recovered || closed).as("an end of " + run.folder).isTrue();
      if (recovered) {
        EndNote note = Objects.requireNonNull(EndNote.read(run.folder));
        Path by = root.resolve(Objects.requireNonNull(note.by()));
        run.checkEnd(SealFiles.RECOVERED, CheckedRun.of(by));
      }
    }
  }
}
