package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RecordedEffect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in a process of its own: signals, pipes, exit codes, encodings. */
@Timeout(120)
class ProcessTest {
  @TempDir Path work;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void writeLog() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      for (int i = 0; i < 5_000; i++) {
        log.append(log.call("Zoë", "tool_" + i).effect(RecordedEffect.DENY));
      }
    }
  }

  @AfterEach
  void endProcesses() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private Path errorFile() {
    return work.resolve("stderr");
  }

  private String errors() throws IOException {
    return Files.readString(errorFile());
  }

  private Process start(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    Collections.addAll(command, args);
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(errorFile().toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  @Test
  void theExitCodeIsThatOfTheCommand() throws Exception {
    assertThat(exitCode(start(Map.of(), "--version"))).isZero();
    assertThat(exitCode(start(Map.of()))).isEqualTo(2);
    assertThat(exitCode(start(Map.of(), "tail", "nowhere"))).isEqualTo(2);
  }

  @Test
  void noModuleNeedsToBeOpenedToReadALog() throws Exception {
    Process process = start(Map.of(), "tail", "--no-follow", "-n", "1");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(exitCode(process)).isZero();
    assertThat(out).contains("  tool_4999  ");
    assertThat(errors()).isEmpty();
  }

  @Test
  void outputIsInTheEncodingOfTheLocale() throws Exception {
    Process process = start(Map.of("LC_ALL", "C.UTF-8"), "tail", "--no-follow", "-n1");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).contains("  Zoë  ");
  }

  @Test
  void aReaderThatGoesAwayEndsItQuietly() throws Exception {
    Process process = start(Map.of(), "tail", "--no-follow", "-n", "all");
    try (BufferedReader reader = process.inputReader()) {
      assertThat(reader.readLine()).contains("  boot  ");
    }
    assertThat(exitCode(process)).isZero();
    assertThat(errors()).isEmpty();
  }

  @Test
  void aSignalEndsItWithinALineAndQuietly() throws Exception {
    Process process = start(Map.of(), "tail", "-n", "all");
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      while (line != null && !line.contains("tool_4999")) {
        line = reader.readLine();
      }
      assertThat(process.isAlive()).isTrue();
      process.toHandle().destroy();
      assertThat(reader.readLine()).isNull();
    }
    // 128 + SIGTERM, as shells expect; Ctrl-C goes the same way.
    assertThat(exitCode(process)).isEqualTo(143);
    assertThat(errors()).isEmpty();
  }

  @Test
  void anOutputThatFailsIsReported() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeThat(full).exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"));
    Collections.addAll(command, Main.class.getName(), "tail", "--no-follow");
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.redirectError(errorFile().toFile()).redirectOutput(full.toFile());
    Process process = builder.start();
    started.add(process);
    assertThat(exitCode(process)).isEqualTo(2);
    assertThat(errors().toLowerCase(Locale.ROOT))
        .startsWith("sallyport: can't write to standard output: ");
  }
}
