package dev.sallyport.cli.fleet;

import dev.sallyport.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The export as the user runs it: a process, with signals. */
final class ExportProcess implements AutoCloseable {
  private final Process process;
  private final Path errors;

  private ExportProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  static ExportProcess start(Path work, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("export");
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(work, "export", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.redirectError(errors.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("XDG_STATE_HOME", work.resolve("state").toString());
    return new ExportProcess(builder.start(), errors);
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As with {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As with Ctrl-C: the exit code, at most 60 seconds later. */
  int stop() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the export does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
