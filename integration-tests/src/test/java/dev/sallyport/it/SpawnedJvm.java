package dev.sallyport.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JVM to be started by a test, in a working directory of its own and without the settings of the
 * JVM that runs the test.
 */
final class SpawnedJvm {
  private final Jdk jdk;
  private final Path workingDirectory;
  private final List<String> options = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final List<String> before = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();

  private SpawnedJvm(Jdk jdk, Path workingDirectory) {
    this.jdk = jdk;
    this.workingDirectory = workingDirectory;
  }

  static SpawnedJvm on(Jdk jdk, Path workingDirectory) {
    return new SpawnedJvm(jdk, workingDirectory);
  }

  SpawnedJvm options(String... jvmOptions) {
    options.addAll(List.of(jvmOptions));
    return this;
  }

  /** For runs whose speed does not matter: less work for the two cores. */
  SpawnedJvm frugal() {
    return options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  SpawnedJvm javaagent(Path jar, String... agentArguments) {
    String arguments = String.join(",", agentArguments);
    return options("-javaagent:" + jar + (arguments.isEmpty() ? "" : "=" + arguments));
  }

  SpawnedJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  SpawnedJvm main(List<Path> classPath, String mainClass, String... arguments) {
    List<String> entries = new ArrayList<>();
    for (Path entry : classPath) {
      entries.add(entry.toString());
    }
    program.addAll(List.of("-cp", String.join(File.pathSeparator, entries), mainClass));
    program.addAll(List.of(arguments));
    return this;
  }

  SpawnedJvm jar(Path jar, String... arguments) {
    program.addAll(List.of("-jar", jar.toString()));
    program.addAll(List.of(arguments));
    return this;
  }

  /** Has another command start it, which is given the JVM's command after its own arguments. */
  SpawnedJvm startedBy(List<String> command) {
    before.addAll(command);
    return this;
  }

  /** Starts it and waits for its end, but not longer than {@code limit}. */
  FinishedJvm run(Duration limit) {
    try (RunningJvm running = start()) {
      return running.await(limit);
    }
  }

  /** The command for a shell; no path in it may need quoting. */
  String shellCommand() {
    return "cd " + workingDirectory + " && " + String.join(" ", command());
  }

  /** A command that is no JVM itself but starts one. */
  static RunningJvm shell(Path workingDirectory, String... command) {
    SpawnedJvm spawned = new SpawnedJvm(Jdks.running(), workingDirectory);
    return spawned.start(List.of(command));
  }

  /** Starts it; the caller closes it. */
  RunningJvm start() {
    return start(command());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(before);
    command.add(jdk.tool("java").toString());
    command.addAll(options);
    command.addAll(program);
    return command;
  }

  private RunningJvm start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().keySet().removeIf(SpawnedJvm::changesJvm);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(workingDirectory);
      Process process = builder.start();
      process.getOutputStream().close();
      return new RunningJvm(jdk, process, command);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  private static boolean changesJvm(String variable) {
    return variable.startsWith("SALLYPORT_")
        || variable.startsWith("JAVA_TOOL_")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS")
        || variable.startsWith("OTEL_")
        || variable.startsWith("OPENAI_")
        || variable.equals("CLASSPATH");
  }
}
