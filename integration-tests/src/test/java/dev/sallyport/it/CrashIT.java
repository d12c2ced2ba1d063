package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process is killed as {@code kill -9} does it, in the middle of calls on four threads. The
 * system property {@code sallyport.it.kills} sets how often in total.
 */
class CrashIT {
  private static final int KILLS = Integer.getInteger("sallyport.it.kills", 50);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Fixture FIXTURE = new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keepsEveryAcknowledgedRecordOfAKilledProcess(Jdk jdk) {
    SplittableRandom random = new SplittableRandom(jdk.major());
    Path folder = FixtureRun.freshFolder("crash-" + jdk.major());
    Policies.allowAll(folder);
    List<Integer> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < Math.max(1, KILLS / Jdks.all().size()); kill++) {
      acknowledged.add(killAfter(jdk, folder, 1 + random.nextInt(400)));
    }
    startOnceMore(jdk, folder);

    List<List<AuditLine>> runs = AuditLogs.runs(jdk, folder.resolve("sallyport-audit"));
    assertThat(runs).hasSize(acknowledged.size() + 1);
    for (int i = 0; i < acknowledged.size(); i++) {
      check(runs.get(i), acknowledged.get(i));
    }
    checkProofs(jdk, folder.resolve("sallyport-audit"));
  }

  /** One more start beside all the killed runs: it must be clean, and recovers what is left. */
  private static void startOnceMore(Jdk jdk, Path folder) {
    FinishedJvm next = loop(jdk, folder, "1", "3", "3000").start().await(LIMIT).succeeded();
    assertThat(next.stdout()).endsWith("end 3");
  }

  /** The start after each kill sealed what the killed process left. */
  private static void checkProofs(Jdk jdk, Path log) {
    FinishedJvm verified = SealedLogs.verify(jdk, log);
    assertThat(verified.exit()).as(verified.report()).isZero();
    List<Path> runs = SealedLogs.runs(log);
    for (Path run : runs.subList(0, runs.size() - 1)) {
      assertThat(run.resolve("recovered")).exists();
    }
    // A run that was killed within its first second has no checkpoint of its own to export by.
    runs.stream().filter(SealedLogs::hasCheckpoint).limit(1).forEach(run -> exported(jdk, run));
    exported(jdk, runs.get(runs.size() - 1));
  }

  private static void exported(Jdk jdk, Path run) {
    assertThat(SealedLogs.exported(jdk, run)).isNotEmpty();
  }

  /** What the application was told before it died: each line stands for a call that ran. */
  private static int killAfter(Jdk jdk, Path folder, int lines) {
    try (RunningJvm jvm = loop(jdk, folder, "4", "1000000").start()) {
      jvm.awaitStdout(line -> line.equals("ran " + lines), LIMIT);
      FinishedJvm killed = jvm.kill();
      assertThat(killed.stderr()).as(killed.report()).hasSize(1);
      return (int) killed.stdout().stream().filter(line -> line.startsWith("ran ")).count();
    }
  }

  private static SpawnedJvm loop(Jdk jdk, Path folder, String threads, String count) {
    return loop(jdk, folder, threads, count, "0");
  }

  private static SpawnedJvm loop(
      Jdk jdk, Path folder, String threads, String count, String pauseMillis) {
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .javaagent(SallyportJar.path())
        .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", threads, count, pauseMillis);
  }

  private static void check(List<AuditLine> run, int acknowledged) {
    long decisions = run.stream().filter(AuditLine::isDecision).count();
    long outcomes = run.stream().filter(AuditLine::isOutcome).count();
    assertThat(decisions).isGreaterThanOrEqualTo(acknowledged);
    assertThat(outcomes).isGreaterThanOrEqualTo(acknowledged);
    for (int i = 0; i < run.size(); i++) {
      assertThat(run.get(i).leaf()).as("numbering of leaves").isEqualTo(i);
      assertThat(run.get(i).kind()).isNotEqualTo("damaged");
    }
  }

  @Test
  void refusesRatherThanOverflowIntoAnUnseenCall() {
    Path folder = FixtureRun.freshFolder("deep");
    Policies.denyAll(folder);
    for (Jdk jdk : Jdks.all()) {
      FinishedJvm deep =
          SpawnedJvm.on(jdk, folder)
              .javaagent(SallyportJar.path())
              .main(FIXTURE.classPath(), "fixture.langchain4j.DeepCall", "10")
              .run(LIMIT)
              .succeeded();
      assertThat(deep.stdout()).as(deep.report()).contains("bodies 0");
    }
  }
}
