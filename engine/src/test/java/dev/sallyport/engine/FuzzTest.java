package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzing guided by coverage, from inputs that are kept beside this test: a short run of a fixed
 * seed, or {@code -Dsallyport.fuzz.seconds=N} of an own seed for each target. The fuzzer writes
 * into the module's {@code target/fuzz} folder what it finds.
 */
class FuzzTest {
  /** Newer ones have class files that the fuzzer may not be able to read. */
  private static final int NEWEST_JAVA = 25;

  private static final int SECONDS = Integer.getInteger("sallyport.fuzz.seconds", 0);
  private static final Path FINDINGS = Path.of("target", "fuzz");

  enum Target {
    POLICY(PolicyFuzzing.class, PolicyFuzzing::fuzzerTestOneInput, 1_500, 4_000),
    CONDITION(ConditionFuzzing.class, ConditionFuzzing::fuzzerTestOneInput, 1_200, 4_000),
    ARGUMENTS(ArgumentFuzzing.class, ArgumentFuzzing::fuzzerTestOneInput, 800, 10_000);

    final Class<?> type;
    final Consumer<byte[]> test;
    final int mostBytes;
    final int runs;

    Target(Class<?> type, Consumer<byte[]> test, int mostBytes, int runs) {
      this.type = type;
      this.test = test;
      this.mostBytes = mostBytes;
      this.runs = runs;
    }

    String folder() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    List<Path> corpus() throws IOException {
      try (Stream<Path> files = Files.list(resource("fuzz/" + folder()))) {
        return files.sorted().toList();
      }
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(FuzzTest.class.getClassLoader().getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesWithEveryInputOfTheCorpus(Target target) throws Exception {
    List<Path> corpus = target.corpus();
    assertThat(corpus).hasSizeBetween(50, 200);
    for (Path input : corpus) {
      try {
        target.test.accept(Files.readAllBytes(input));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("input " + input, e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesWithWhatTheFuzzerMakesOfIt(Target target, @TempDir Path folder) throws Exception {
    assumeTrue(
        Runtime.version().feature() <= NEWEST_JAVA,
        "NOT FUZZED: Jazzer is known to run on Java 17 to " + NEWEST_JAVA + " only");
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (Path input : target.corpus()) {
      Files.copy(input, corpus.resolve(Objects.requireNonNull(input.getFileName())));
    }
    Files.createDirectories(FINDINGS);
    Path log = folder.resolve("log.txt");
    Process fuzzer =
        new ProcessBuilder(command(target, corpus))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = fuzzer.waitFor(SECONDS + 240L, TimeUnit.SECONDS);
    fuzzer.destroyForcibly();
    String output = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThat(ended).as(output).isTrue();
    assertThat(fuzzer.exitValue()).as(output).isZero();
    assertThat(executions(output)).as(output).isGreaterThanOrEqualTo(SECONDS > 0 ? 1 : target.runs);
  }

  private static List<String> command(Target target, Path corpus) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.type.getName());
    command.add("--instrumentation_includes=dev.sallyport.**");
    command.add("--reproducer_path=" + FINDINGS.toAbsolutePath());
    command.add("-artifact_prefix=" + FINDINGS.toAbsolutePath() + "/" + target.folder() + "-");
    command.add("-dict=" + resource("fuzz/" + target.folder() + ".dict"));
    command.add("-max_len=" + target.mostBytes);
    command.add("-timeout=120"); // seconds for one input, the loading of classes included
    command.add("-report_slow_units=120");
    command.add("-rss_limit_mb=0"); // the heap is bounded
    command.add("-print_final_stats=1");
    if (SECONDS > 0) {
      command.add("-max_total_time=" + SECONDS);
    } else {
      command.addAll(List.of("-runs=" + target.runs, "-seed=1"));
    }
    command.add(corpus.toString());
    return command;
  }

  private static long executions(String output) {
    String key = "stat::number_of_executed_units:";
    int at = output.indexOf(key);
    int end = at < 0 ? -1 : output.indexOf('\n', at);
    return end < 0 ? 0 : Long.parseLong(output.substring(at + key.length(), end).trim());
  }
}
