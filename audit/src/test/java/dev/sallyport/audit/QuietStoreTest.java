package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application would notice of the store. */
class QuietStoreTest {
  @TempDir Path root;

  @Test
  void printsNothingAndIgnoresTheApplicationsSystemPropertiesFile() throws Exception {
    Path workingDirectory = Files.createDirectory(root.resolve("application"));
    Files.writeString(workingDirectory.resolve("system.properties"), "chronicle.took.this=1\n");
    Process process =
        Jvm.of(OneAppend.class, List.of(), Runs.folder(root))
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(Jvm.output(process)).isEmpty();
    assertThat(process.exitValue()).isZero();
    assertThat(workingDirectory).isDirectoryContaining(p -> p.endsWith("system.properties"));
    assertThat(workingDirectory.toFile().list()).hasSize(1);
  }

  @Test
  void aProcessThatEndsAtOnceIsNotHeldUpByOpening() throws Exception {
    Process process =
        Jvm.of(EndAtOnce.class, List.of(), Runs.folder(root)).redirectErrorStream(true).start();
    String output = Jvm.output(process);
    assertThat(process.exitValue()).isZero();
    assertThat(Long.parseLong(output.trim())).as("milliseconds to close").isLessThan(200);
  }

  /** An application with one call. */
  static final class OneAppend {
    private OneAppend() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      EventRecord boot = new EventRecord(RecordKind.BOOT, Map.of());
      try (AuditLog log = AuditLog.openInBackground(folder, Runs.options())) {
        if (log.append(boot) != 0
            || log.append(Runs.decision(1)) != 1
            || System.getProperty("chronicle.took.this") != null) {
          System.exit(3);
        }
      }
    }
  }

  /** An application that ends before the log is open. */
  static final class EndAtOnce {
    private EndAtOnce() {}

    public static void main(String[] arguments) {
      AuditLog log = AuditLog.openInBackground(Path.of(arguments[0]), Runs.options());
      long start = System.nanoTime();
      log.close();
      System.out.println((System.nanoTime() - start) / 1_000_000);
    }
  }
}
