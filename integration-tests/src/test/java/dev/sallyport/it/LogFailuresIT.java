package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The log can no longer be written while the application runs: calls are refused, it lives on. */
class LogFailuresIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Fixture FIXTURE = new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void refusesCallsOnceItsFolderIsDeleted(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("log-deleted-" + jdk.major());
    Policies.allowAll(folder);
    try (RunningJvm jvm = loop(jdk, folder, "1", "400", "10").start()) {
      jvm.awaitStdout(line -> line.equals("ran 20"), LIMIT);
      delete(folder.resolve("sallyport-audit"));
      jvm.awaitStdout(line -> line.startsWith("refused "), LIMIT);
      FinishedJvm finished = jvm.await(LIMIT).succeeded();

      List<String> lines = finished.stdout();
      int firstRefusal = firstRefusal(lines);
      assertThat(lines.subList(firstRefusal, lines.size() - 1))
          .as("every call after the first refusal" + finished.report())
          .allMatch(line -> line.startsWith("refused Tool call refused"));
      assertThat(lines.get(lines.size() - 1)).isEqualTo("end " + firstRefusal);
      assertThat(finished.stderr())
          .as("the start line and one line about the log")
          .hasSize(2)
          .last()
          .asString()
          .contains("sallyport-audit");
    }
  }

  /** A real full disk: a small one of its own, in a mount namespace that ends with the process. */
  @ParameterizedTest
  @MethodSource("jdks")
  void refusesCallsOnceTheDiskIsFullAndKeepsWhatItAcknowledged(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("log-disk-full-" + jdk.major());
    assumeTrue(Mounts.possible(), "mounting needs root and the command `unshare`");
    Policies.allowAll(folder);
    Path disk = Files.createDirectory(folder.resolve("disk"));
    SpawnedJvm loop =
        SpawnedJvm.on(jdk, folder)
            .javaagent(SallyportJar.path(), "audit.dir=" + disk, "audit.min_free=4m")
            .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "4", "30000", "0");
    SpawnedJvm tail =
        SpawnedJvm.on(jdk, folder)
            .jar(
                SallyportJar.path(), "tail", disk.toString(), "--json", "-n", "all", "--no-follow");
    Path records = folder.resolve("records.jsonl");
    String script =
        "mount -t tmpfs -o size=24m tmpfs "
            + disk
            + " && "
            + loop.shellCommand()
            + " && "
            + tail.shellCommand()
            + " > "
            + records;
    FinishedJvm finished =
        SpawnedJvm.shell(folder, "unshare", "-m", "sh", "-c", script).await(LIMIT);
    finished.succeeded();

    List<String> lines = finished.stdout();
    long ran = lines.stream().filter(line -> line.startsWith("ran ")).count();
    long refused = lines.stream().filter(line -> line.startsWith("refused ")).count();
    assertThat(ran).isPositive();
    assertThat(refused).isPositive();
    assertThat(ran + refused).isEqualTo(4 * 30_000);
    assertThat(lines).endsWith("end " + ran);
    List<AuditLine> log = new ArrayList<>();
    for (String line : Files.readAllLines(records)) {
      log.add(new AuditLine(Json.read(line)));
    }
    assertThat(log.stream().filter(AuditLine::isDecision).count()).isGreaterThanOrEqualTo(ran);
    for (int i = 0; i < log.size(); i++) {
      assertThat(log.get(i).leaf()).isEqualTo(i);
    }
  }

  private static SpawnedJvm loop(Jdk jdk, Path folder, String... arguments) {
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .javaagent(SallyportJar.path())
        .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", arguments);
  }

  private static int firstRefusal(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("refused ")) {
        return i;
      }
    }
    throw new AssertionError("no refusal in " + lines);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
