package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollTest {
  @TempDir Path root;

  @Test
  void recordsEachFileThatEndedAsItIsOnTheDisk() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      for (int day = 0; day < 4; day++) {
        log.append(50);
        log.stores.nextDay();
      }
      log.append(1);
      SealedLog.await("four rolls", () -> rolls(log.folder) == 4);
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      List<Path> files = SealFiles.records(log.folder);
      assertThat(files).hasSizeGreaterThanOrEqualTo(5);
      List<EventRecord> rolls = run.events(RecordKind.ROLL);
      for (int i = 0; i < rolls.size(); i++) {
        checkRoll(run, rolls.get(i), files.get(i));
      }
    }
  }

  private static long rolls(Path folder) {
    try {
      return CheckedRun.of(folder).events(RecordKind.ROLL).size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkRoll(CheckedRun run, EventRecord roll, Path file) throws Exception {
    FileDigest digest = FileDigest.of(file);
    long size = Long.parseLong(roll.values().get("size"));
    assertThat(roll.values())
        .containsEntry("file", digest.name())
        .containsEntry("length", Long.toString(digest.length()))
        .containsEntry("sha256", digest.sha256())
        .containsEntry("root", HexFormat.of().formatHex(run.root(size)));
    assertThat(roll.leafIndex()).isGreaterThanOrEqualTo(size);
    assertThat(run.checkpoints).anyMatch(c -> c.size() >= size && c.size() <= roll.leafIndex());
  }

  @Test
  void goesOnWhenTheClockIsSetBackAndForward() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(10);
      log.stores.nextDay();
      log.append(10);
      log.stores.setClockAhead(-2);
      log.append(10);
      log.awaitSealed();
      log.stores.setClockAhead(400);
      log.append(10);
      log.awaitSealed();
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      assertThat(run.size()).isGreaterThanOrEqualTo(42);
      assertThat(log.lines).hasSize(1);
    }
  }

  @Test
  void failsTheLogWhenAFileThatEndedIsGoneBeforeItsDigest() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(10);
      log.awaitSealed();
      Path file = SealFiles.records(log.folder).get(0);
      Files.delete(file);
      log.stores.nextDay();
      log.append(10);
      SealedLog.await("the log fails", () -> log.log.failure() != null);
    } catch (dev.sallyport.audit.AuditUnavailableException e) {
      // The append noticed first, which is as good.
    }
  }
}
