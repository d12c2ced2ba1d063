package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.Jvm;
import dev.sallyport.audit.RecordKind;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes under one root, and such that are killed. */
class ProcessesTest {
  private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1");

  @TempDir Path root;

  private Process start(String then) throws Exception {
    return Jvm.of(SpawnedRun.class, FLAGS, root, 50, then)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void processesThatStartAtOnceEachGetAnEpochOfTheirOwn() throws Exception {
    int count = 3;
    for (int round = 1; round <= 3; round++) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        processes.add(start("end"));
      }
      for (Process process : processes) {
        assertThat(Jvm.output(process)).startsWith("ended ");
      }
      List<CheckedRun> runs = Roots.check(root);
      assertThat(runs).hasSize(count * round);
      for (CheckedRun run : runs) {
        run.closed();
        assertThat(run.events(RecordKind.RECOVERED)).isEmpty();
      }
    }
  }

  @Test
  void aRunThatWasKilledWhileItAppendedIsRecoveredOnce() throws Exception {
    List<Path> killed = new ArrayList<>();
    for (int kill = 0; kill < 3; kill++) {
      killed.add(startAndKill());
    }
    try (SealedLog log = SealedLog.begin(root)) {
      for (Path folder : killed) {
        Path note = folder.resolve(SealFiles.RECOVERED);
        SealedLog.await("recovered", () -> Files.exists(note));
      }
      assertThat(log.lines).isEmpty();
      log.end();
      CheckedRun.of(log.folder).closed();
    }
    assertThat(Roots.check(root)).hasSize(killed.size() + 1);
    for (Path folder : killed) {
      EndNote note = Objects.requireNonNull(EndNote.read(folder));
      CheckedRun by = CheckedRun.of(root.resolve(Objects.requireNonNull(note.by())));
      CheckedRun run = CheckedRun.of(folder);
      run.checkEnd(SealFiles.RECOVERED, by);
      assertThat(run.sealed()).isGreaterThanOrEqualTo(51);
    }
  }

  private Path startAndKill() throws Exception {
    Process process = start("go on");
    try (BufferedReader out = process.inputReader()) {
      String line = Objects.requireNonNull(out.readLine(), "the process has ended");
      assertThat(line).startsWith("sealed ");
      return root.resolve(line.substring("sealed ".length()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
