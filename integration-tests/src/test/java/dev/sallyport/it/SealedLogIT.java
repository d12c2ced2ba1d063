package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real application leaves behind proves itself, and shows what was done to it. */
class SealedLogIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Fixture FIXTURE = new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aLogOfTwoStartsVerifiesAndSaysItsKeyOnce(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("sealed-" + jdk.major());
    Policies.allowAll(folder);
    FinishedJvm first = loop(jdk, folder, "4", "100").run(LIMIT).succeeded();
    FinishedJvm second = loop(jdk, folder, "2", "10").run(LIMIT).succeeded();

    Path log = folder.resolve("sallyport-audit");
    String key = Files.readString(log.resolve("log.vkey")).strip();
    assertThat(first.keyLines()).as(first.report()).singleElement().asString().contains(key);
    assertThat(first.stderr()).as(first.report()).hasSize(1);
    assertThat(second.keyLines()).isEmpty();
    assertThat(second.stderr()).as(second.report()).hasSize(1);
    FinishedJvm verified = SealedLogs.verify(jdk, log);
    assertThat(verified.exit()).as(verified.report()).isZero();
    List<Path> runs = SealedLogs.runs(log);
    assertThat(runs).hasSize(2).allSatisfy(run -> assertThat(run.resolve("closed")).exists());
    // BOOT, POLICY_LOAD, a COVERAGE or more, a decision and an outcome for each call, SHUTDOWN.
    assertThat(SealedLogs.exported(jdk, runs.get(0))).hasSizeGreaterThanOrEqualTo(804);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anAlteredDecisionIsFoundAndNamed(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("tampered-" + jdk.major());
    Policies.denyAll(folder);
    loop(jdk, folder, "1", "3").run(LIMIT).succeeded();
    Path log = SealedLogs.copy(folder.resolve("sallyport-audit"), "tampered-copy-" + jdk.major());
    AuditLine denied =
        AuditLogs.read(jdk, log).stream().filter(AuditLine::isDecision).findFirst().orElseThrow();

    Path records = recordFile(SealedLogs.runs(log).get(0));
    SealedLogs.overwrite(records, offsetOf(records, denied.leaf()) + 64, 1); // deny to allow
    FinishedJvm verified = SealedLogs.verify(jdk, log);

    assertThat(verified.exit()).as(verified.report()).isEqualTo(1);
    assertThat(String.join("\n", verified.stdout()))
        .contains("record " + denied.leaf())
        .contains(records.getFileName().toString());
  }

  private static Path recordFile(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).toList().get(0);
    }
  }

  /** Where the record with this leaf index begins: records begin with SPLY. */
  private static int offsetOf(Path file, long leaf) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    int at = -1;
    for (long i = 0; i <= leaf; i++) {
      at = bytes.indexOf("SPLY", at + 1);
    }
    return at;
  }

  /** In a container the JVM has the process id 1, before and after it was killed. */
  @ParameterizedTest
  @MethodSource("jdks")
  void startsAgainAsProcessOneAfterItWasKilledAsProcessOne(Jdk jdk) {
    assumeTrue(Mounts.possible(), "a process namespace needs root and the command `unshare`");
    Path folder = FixtureRun.freshFolder("process-one-" + jdk.major());
    Policies.allowAll(folder);
    for (int kill = 0; kill < 3; kill++) {
      try (RunningJvm jvm = asProcessOne(folder, loop(jdk, folder, "4", "1000000"))) {
        jvm.awaitStdout(line -> line.equals("ran 200"), LIMIT);
        jvm.kill(); // the namespace ends with what started it
      }
    }
    try (RunningJvm jvm = asProcessOne(folder, loop(jdk, folder, "1", "20"))) {
      FinishedJvm last = jvm.await(LIMIT).succeeded();
      assertThat(last.stdout()).as(last.report()).endsWith("end 20");
    }
    FinishedJvm verified = SealedLogs.verify(jdk, folder.resolve("sallyport-audit"));
    assertThat(verified.exit()).as(verified.report()).isZero();
  }

  private static RunningJvm asProcessOne(Path folder, SpawnedJvm jvm) {
    return SpawnedJvm.shell(
        folder,
        "unshare",
        "-pf",
        "--kill-child=KILL",
        "--mount-proc",
        "sh",
        "-c",
        jvm.shellCommand().replace(" && ", " && exec "));
  }

  /** From the twentieth on, every fsync fails as that of a dying disk does. */
  @ParameterizedTest
  @MethodSource("jdks")
  void refusesCallsOnceTheDiskFailsAndKeepsWhatItSealed(Jdk jdk) {
    assumeTrue(canInjectFaults(), "injecting faults needs the command `strace`");
    Path folder = FixtureRun.freshFolder("failing-disk-" + jdk.major());
    Policies.allowAll(folder);
    String strace =
        "exec strace -f -qq --seccomp-bpf -e trace=fsync,fdatasync"
            + " -e inject=fsync,fdatasync:error=EIO:when=20+ -o /dev/null ";
    String command = loop(jdk, folder, "1", "400", "20").shellCommand();
    try (RunningJvm jvm =
        SpawnedJvm.shell(folder, "sh", "-c", command.replace(" && ", " && " + strace))) {
      FinishedJvm finished = jvm.await(LIMIT).succeeded();
      assertThat(finished.stdout())
          .as(finished.report())
          .anyMatch(line -> line.startsWith("ran "))
          .anyMatch(line -> line.startsWith("refused "));
      assertThat(finished.stderr()).as("why").anyMatch(line -> line.contains("can't be sealed"));
    }
    FinishedJvm verified = SealedLogs.verify(jdk, folder.resolve("sallyport-audit"));
    assertThat(verified.exit()).as(verified.report()).isZero();
  }

  private static boolean canInjectFaults() {
    try {
      Process process =
          new ProcessBuilder("strace", "--seccomp-bpf", "-f", "-o", "/dev/null", "true").start();
      return process.waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Arguments: threads, calls of each, and for three milliseconds between calls. */
  private static SpawnedJvm loop(Jdk jdk, Path folder, String... arguments) {
    String[] all =
        arguments.length == 3 ? arguments : new String[] {arguments[0], arguments[1], "0"};
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .javaagent(SallyportJar.path(), "audit.checkpoint_interval=100ms")
        .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", all);
  }
}
