package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No step that sealing takes may fail without refusing calls. */
class DiskErrorTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "force RECORDS",
        "write leaf-hashes",
        "force leaf-hashes",
        "write checkpoints",
        "force checkpoints"
      })
  void anErrorWhileSealingRefusesCallsFromThenOn(String step) throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.awaitSealed();
      String file = SealFiles.name(SealFiles.records(log.folder).get(0));
      log.disk.failAt(step.replace("RECORDS", file));
      log.append(1);
      SealedLog.await("the log fails", () -> log.log.failure() != null);
      assertThatThrownBy(() -> log.append(1)).isInstanceOf(AuditUnavailableException.class);
      SealedLog.await("it is said", () -> log.lines.size() == 2);
      assertThat(log.lines.get(1)).contains("can't be sealed: no space left on device");
      // What was sealed before still is.
      assertThat(CheckedRun.of(log.folder).sealed()).isGreaterThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write epoch.key.new",
        "force epoch.key.new",
        "move epoch.key.new",
        "write log.vkey.new",
        "force log.vkey.new",
        "move log.vkey.new",
        "write epoch.new",
        "force epoch.new",
        "move epoch.new"
      })
  void anErrorAtTheStartBeginsNoLogAndTheNextStartDoes(String step) throws Exception {
    WatchedDisk disk = new WatchedDisk();
    disk.failAt(step);
    assertThatThrownBy(() -> SealedLog.begin(root, new Options(), disk).close())
        .isInstanceOf(IOException.class)
        .hasMessage("no space left on device");
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(3);
      log.end();
      assertThat(Roots.check(root)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"write closed.new", "force closed.new", "move closed.new"})
  void anErrorAtTheEndLeavesARunThatTheNextStartRecovers(String step) throws Exception {
    Path folder;
    try (SealedLog log = SealedLog.begin(root)) {
      folder = log.folder;
      log.append(10);
      log.disk.failAt(step);
      assertThat(log.sealer.end(SealedLog.LIMIT)).isFalse();
      assertThat(folder.resolve(SealFiles.CLOSED)).doesNotExist();
    }
    try (SealedLog next = SealedLog.begin(root)) {
      Path note = folder.resolve(SealFiles.RECOVERED);
      SealedLog.await("recovered", () -> Files.exists(note));
      next.end();
      CheckedRun.of(folder).checkEnd(SealFiles.RECOVERED, CheckedRun.of(next.folder));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write recovered.new",
        "force recovered.new",
        "move recovered.new",
        "force metadata.cq4t"
      })
  void anErrorInARecoveryIsSaidAndHarmsNothingElse(String step) throws Exception {
    Path dead;
    try (SealedLog log = SealedLog.begin(root)) {
      dead = log.folder;
      log.append(10);
    }
    WatchedDisk disk = new WatchedDisk();
    disk.failAt(step);
    try (SealedLog log = SealedLog.begin(root, new Options(), disk)) {
      SealedLog.await("it is said", () -> !log.lines.isEmpty());
      assertThat(log.lines.get(0))
          .contains(SealFiles.name(dead), "can't be recovered: no space left on device");
      log.append(5);
      log.end();
      CheckedRun.of(log.folder).closed();
    }
    try (SealedLog log = SealedLog.begin(root)) {
      SealedLog.await("recovered", () -> Files.exists(dead.resolve(SealFiles.RECOVERED)));
      log.end();
      CheckedRun.of(dead).checkEnd(SealFiles.RECOVERED, CheckedRun.of(log.folder));
    }
  }
}
