package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * 64 threads that load the framework's classes, and ours, at the same moment in a fresh JVM: no
 * deadlock, no call unseen. The JVMs run with their defaults, so that the compilers race too. The
 * system property {@code sallyport.it.firstTouchRuns} sets how many JVMs there are in total.
 */
class FirstTouchIT {
  private static final int RUNS = Integer.getInteger("sallyport.it.firstTouchRuns", 100);
  private static final int THREADS = 64;

  /** Each thread calls a tool through an AI service and one by hand. */
  private static final int CALLS = 2 * THREADS;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The oldest and the newest version on each JDK. */
  static Stream<Arguments> places() {
    List<Fixture> versions = Fixture.oldestAndNewestLangChain4j();
    return Jdks.all().stream()
        .flatMap(jdk -> versions.stream().map(fixture -> Arguments.of(fixture, jdk)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void refusesEveryCallOf64ThreadsAtFirstTouch(Fixture fixture, Jdk jdk) {
    int runs = Math.max(1, RUNS / (int) places().count());
    for (int run = 0; run < runs; run++) {
      Path folder = FixtureRun.freshFolder("first-touch-" + fixture + "-" + jdk.major());
      Policies.denyAll(folder);
      FinishedJvm jvm = touch(fixture, jdk, folder);
      JsonNode line = Json.read(jvm.stdout().get(0));
      assertThat(line.required("ran").asInt()).as("tool bodies" + jvm.report()).isZero();
      assertThat(decisionIds(line)).as("decisions" + jvm.report()).hasSize(CALLS);
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void recordsEveryCallOf64ThreadsAtFirstTouch(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("first-touch-recorded-" + fixture + "-" + jdk.major());
    Policies.allowAll(folder);
    FinishedJvm jvm = touch(fixture, jdk, folder);
    assertThat(Json.read(jvm.stdout().get(0)).required("ran").asInt()).isEqualTo(CALLS);
    List<AuditLine> audit = AuditLogs.read(jdk, folder.resolve("sallyport-audit"));
    assertThat(audit.stream().filter(AuditLine::isDecision)).hasSize(CALLS);
    assertThat(audit.stream().filter(AuditLine::isOutcome)).hasSize(CALLS);
  }

  private static FinishedJvm touch(Fixture fixture, Jdk jdk, Path folder) {
    return SpawnedJvm.on(jdk, folder)
        .javaagent(SallyportJar.path())
        .main(fixture.classPath(), "fixture.langchain4j.FirstTouch", Integer.toString(THREADS))
        .run(LIMIT)
        .succeeded();
  }

  private static Set<String> decisionIds(JsonNode line) {
    List<String> ids = new ArrayList<>();
    line.required("answers").forEach(answer -> ids.addAll(DecisionIds.in(answer.asString(""))));
    return new HashSet<>(ids);
  }
}
