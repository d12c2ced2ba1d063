package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.instrumentation.forked.ForkedAgent;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installer in a javaagent of a JVM of its own. */
class InstallerTest {
  private static final String FORKED = "dev.sallyport.instrumentation.forked.";
  private static final String SAMPLE = "dev.sallyport.instrumentation.sample.";
  private static final String EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";
  private static final List<String> SAMPLES =
      List.of(
          "LambdaByHand", "LambdaWithContext", "AnonymousExecutor", "SuperCall", "BoundReference");

  @TempDir Path folder;
  private Path agent;

  @BeforeEach
  void packAgent() throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ForkedAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    attributes.putValue(
        "Boot-Class-Path",
        ToolGate.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    agent = folder.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(agent)) {
      new JarOutputStream(file, manifest).close();
    }
  }

  @Test
  void anApplicationWithoutAFrameworkLoadsNoWeaver() throws Exception {
    List<String> lines =
        fork(List.of("-javaagent:" + agent + "=install", "-verbose:class"), "HelloWorld");

    assertThat(lines).contains("hello");
    assertThat(lines).anyMatch(line -> line.contains("dev.sallyport.instrumentation.Installer "));
    assertThat(lines).noneMatch(line -> line.contains("net.bytebuddy"));
    assertThat(lines).noneMatch(line -> line.contains("dev.langchain4j"));
    assertThat(lines).noneMatch(line -> line.contains("Advice"));
    assertThat(lines)
        .noneMatch(line -> line.contains("dev.sallyport.") && line.contains("$$Lambda"));
  }

  @Test
  void aFrameworkInTheBootClassLoaderIsWovenToo() throws Exception {
    List<String> lines =
        fork(
            List.of(
                "-Xbootclasspath/a:" + frameworkClassPath(), "-javaagent:" + agent + "=install"),
            "SampleApp",
            args("once"));

    assertThat(lines).contains("woven " + EXECUTOR);
    assertRefusedTimes(lines, 1);
  }

  private static String frameworkClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains("langchain4j") || entry.contains("slf4j") || entry.contains("jackson")) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  @Test
  void everySampleIsRefusedOnce() throws Exception {
    List<String> lines =
        fork(List.of("-javaagent:" + agent + "=install"), "SampleApp", args("once"));

    assertRefusedTimes(lines, 1);
  }

  @Test
  void classesLoadedBeforeAreWovenAfterwards() throws Exception {
    String preload = EXECUTOR + "," + SAMPLE + "LambdaByHand," + SAMPLE + "SuperCall$Derived";

    List<String> lines =
        fork(
            List.of("-Dforked.preload=" + preload, "-javaagent:" + agent + "=install"),
            "SampleApp",
            args("once"));

    assertThat(lines)
        .contains(
            "rewoven " + EXECUTOR,
            "rewoven " + SAMPLE + "LambdaByHand",
            "rewoven " + SAMPLE + "SuperCall$Derived",
            "rewoven " + SAMPLE + "SuperCall$Base");
    assertThat(lines).noneMatch(line -> line.startsWith("unguarded"));
    assertRefusedTimes(lines, 1);
  }

  @Test
  void aLambdaExecutorFromBeforeIsReportedAsUnguarded() throws Exception {
    List<String> lines =
        fork(
            List.of(
                "-Dforked.preload=" + FORKED + "LambdaBeforePremain",
                "-javaagent:" + agent + "=install"),
            "HelloWorld");

    assertThat(lines)
        .anyMatch(line -> line.startsWith("unguarded " + FORKED + "LambdaBeforePremain$$Lambda"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherAgentThatRetransformsLaterChangesNothing(boolean installedFirst) throws Exception {
    String install = "-javaagent:" + agent + "=install";
    String other = "-javaagent:" + agent + "=retransform";

    List<String> lines =
        fork(
            installedFirst ? List.of(install, other) : List.of(other, install),
            "SampleApp",
            args("retransformed"));

    assertThat(lines.stream().filter(("woven " + EXECUTOR)::equals)).hasSize(3);
    assertRefusedTimes(lines, 3);
  }

  @Test
  void sixtyFourThreadsTouchALambdaToolAtOnce() throws Exception {
    List<String> lines =
        fork(
            List.of("-javaagent:" + agent + "=install"),
            "SampleApp",
            "threads",
            "64",
            "LambdaByHand");

    assertThat(lines.stream().filter(line -> line.startsWith("LambdaByHand: refused ")))
        .hasSize(64);
    assertThat(lines.stream().filter(line -> line.startsWith("decision "))).hasSize(64);
    assertThat(lines).contains("bodies 0");
  }

  private static String[] args(String first) {
    List<String> args = new ArrayList<>();
    args.add(first);
    args.addAll(SAMPLES);
    return args.toArray(new String[0]);
  }

  private static void assertRefusedTimes(List<String> lines, int times) {
    for (String sample : SAMPLES) {
      assertThat(lines.stream().filter(line -> line.startsWith(sample + ": refused ")))
          .as(sample + " in " + lines)
          .hasSize(times);
    }
    assertThat(lines.stream().filter(line -> line.startsWith("decision ")))
        .hasSize(times * SAMPLES.size());
    assertThat(lines).contains("bodies 0");
    assertThat(lines).noneMatch(line -> line.startsWith("failed "));
  }

  private List<String> fork(List<String> options, String main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), FORKED + main));
    command.addAll(List.of(args));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(output);
    assertThat(ended).as("ended: " + lines).isTrue();
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
