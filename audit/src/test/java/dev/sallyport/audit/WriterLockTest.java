package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {
  @TempDir Path root;

  @Test
  void refusesASecondWriterInOneProcess() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(0));
      try (AuditLog second = AuditLog.openInBackground(folder, Runs.options())) {
        assertThatThrownBy(() -> second.append(Runs.decision(9)))
            .isInstanceOf(AuditUnavailableException.class)
            .hasMessage(
                "the audit folder `" + folder + "` is being written by this process already");
      }
      assertThat(log.append(Runs.decision(1))).isEqualTo(1);
    }
    assertThat(Runs.callIds(Runs.read(folder))).containsExactly(0L, 1L);
  }

  @Test
  void refusesASecondWriterInAnotherProcessUntilThatIsKilled() throws Exception {
    Path folder = Runs.folder(root);
    Process writer = Jvm.of(Writer.class, List.of(), folder).start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("appended 0");
      try (AuditLog second = AuditLog.openInBackground(folder, Runs.options())) {
        assertThatThrownBy(second::awaitOpen)
            .isInstanceOf(AuditUnavailableException.class)
            .hasMessage("the audit folder `" + folder + "` is being written by another process");
        assertThat(second.isOpen()).isFalse();
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    WriterLock.take(folder).close();
  }

  /** Appends once and then holds the folder. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      AuditLog log = AuditLog.openInBackground(Path.of(arguments[0]), Runs.options());
      System.out.println("appended " + log.append(Runs.decision(0)));
      Thread.sleep(600_000);
    }
  }

  @Test
  void letsTheNextWriterInAfterClosing() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(0));
      Path file = folder.resolve(WriterLock.NAME);
      assertThat(Files.size(file)).isZero();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    WriterLock.take(folder).close();
  }

  @Test
  void aFolderThatCouldNotBeOpenedIsNotHeld() throws Exception {
    Path folder = Runs.folder(root);
    LogParts failing =
        new LogParts() {
          @Override
          dev.sallyport.audit.store.ChronicleStore openStore(Path where) {
            throw new IllegalStateException("test");
          }
        };
    AuditLog log = new AuditLog(folder, Runs.options(), failing);
    log.startOpening();
    assertThatThrownBy(log::awaitOpen).hasRootCauseMessage("test");
    WriterLock.take(folder).close();
  }
}
