package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.it.spawned.PreloadingAgent;
import dev.sallyport.it.spawned.RetransformingAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other javaagents in the same JVM, before and after ours. */
class OtherJavaagentsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What holds join points, in every version. */
  private static final String CLASSES =
      String.join(
          ",",
          "dev.langchain4j.service.tool.ToolExecutor",
          "dev.langchain4j.service.tool.DefaultToolExecutor",
          "dev.langchain4j.service.AiServices",
          "dev.langchain4j.service.DefaultAiServices",
          "dev.langchain4j.service.DefaultAiServices$1",
          "dev.langchain4j.service.AiServiceTokenStream",
          "dev.langchain4j.service.AiServiceStreamingResponseHandler",
          "fixture.langchain4j.ToolShapes",
          "fixture.langchain4j.ToolShapes$1",
          "fixture.langchain4j.ToolShapes$NamedExecutor",
          "fixture.langchain4j.ByHandShapes",
          "fixture.langchain4j.ExecutorHelper");

  static Stream<Arguments> places() {
    List<Fixture> versions = Fixture.oldestAndNewestLangChain4j();
    return Jdks.all().stream()
        .flatMap(jdk -> versions.stream().map(fixture -> Arguments.of(fixture, jdk)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void staysWovenWhenAnotherJavaagentRetransformsTheSameClasses(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("retransformed-" + fixture + "-" + jdk.major());
    Path other = JavaagentJar.of(RetransformingAgent.class, folder);
    runsNothing(
        fixture,
        SpawnedJvm.on(jdk, folder)
            .options("-Dretransform=" + CLASSES)
            .javaagent(SallyportJar.path())
            .javaagent(other),
        jdk,
        folder,
        RetransformingAgent.class.getName(),
        Fixture.LANGCHAIN4J_MAIN);
  }

  @ParameterizedTest
  @MethodSource("places")
  void staysWovenWhenAnEarlierJavaagentRetransformsTheSameClasses(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("retransformed-first-" + fixture + "-" + jdk.major());
    Path other = JavaagentJar.of(RetransformingAgent.class, folder);
    runsNothing(
        fixture,
        SpawnedJvm.on(jdk, folder)
            .options("-Dretransform=" + CLASSES)
            .javaagent(other)
            .javaagent(SallyportJar.path()),
        jdk,
        folder,
        RetransformingAgent.class.getName(),
        Fixture.LANGCHAIN4J_MAIN);
  }

  @ParameterizedTest
  @MethodSource("places")
  void weavesClassesThatWereLoadedBeforeIt(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("preloaded-" + fixture + "-" + jdk.major());
    Path other = JavaagentJar.of(PreloadingAgent.class, folder);
    runsNothing(
        fixture,
        SpawnedJvm.on(jdk, folder)
            .options("-Dpreload=" + CLASSES)
            .javaagent(other)
            .javaagent(SallyportJar.path()),
        jdk,
        folder,
        Fixture.LANGCHAIN4J_MAIN);
  }

  @ParameterizedTest
  @MethodSource("places")
  void refusesCallsBesideAnEarlierOpenTelemetryJavaagent(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("opentelemetry-first-" + fixture + "-" + jdk.major());
    SpawnedJvm jvm =
        SpawnedJvm.on(jdk, folder).javaagent(openTelemetry()).javaagent(SallyportJar.path());
    assertBothWork(runsNothing(fixture, quiet(jvm), jdk, folder, Fixture.LANGCHAIN4J_MAIN));
  }

  @ParameterizedTest
  @MethodSource("places")
  void refusesCallsBesideALaterOpenTelemetryJavaagent(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("opentelemetry-last-" + fixture + "-" + jdk.major());
    SpawnedJvm jvm =
        SpawnedJvm.on(jdk, folder).javaagent(SallyportJar.path()).javaagent(openTelemetry());
    assertBothWork(runsNothing(fixture, quiet(jvm), jdk, folder, Fixture.LANGCHAIN4J_MAIN));
  }

  private static Path openTelemetry() {
    return Path.of(System.getProperty("sallyport.it.opentelemetry", ""));
  }

  /** It sends nothing anywhere. */
  private static SpawnedJvm quiet(SpawnedJvm jvm) {
    return jvm.options(
        "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
  }

  private static void assertBothWork(FinishedJvm jvm) {
    assertThat(jvm.stderr())
        .as(jvm.report())
        .anyMatch(line -> line.contains("opentelemetry-javaagent - version"))
        .noneMatch(line -> line.contains(" ERROR ") || line.contains("Exception"));
    assertThat(jvm.stderr())
        .as("start line")
        .filteredOn(line -> line.contains("sallyport"))
        .hasSize(1);
  }

  /** Under deny-all: no tool body, no aborted conversation, each attempt recorded once. */
  private static FinishedJvm runsNothing(
      Fixture fixture, SpawnedJvm jvm, Jdk jdk, Path folder, String main, String... before) {
    Policies.denyAll(folder);
    try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
      List<String> arguments = new ArrayList<>(List.of(before));
      arguments.addAll(List.of(model.baseUrl(), "all"));
      FinishedJvm finished =
          jvm.frugal()
              .main(fixture.classPath(), main, arguments.toArray(new String[0]))
              .run(LIMIT)
              .succeeded();
      List<FixtureLine> lines = finished.stdout().stream().map(FixtureLine::parse).toList();
      assertThat(lines).as(finished.report()).hasSizeGreaterThan(25);
      SoftAssertions.assertSoftly(
          softly -> {
            for (FixtureLine line : lines) {
              softly.assertThat(line.executed()).as(line.shape()).isEmpty();
              softly.assertThat(line.error()).as(line.shape()).isNull();
            }
          });
      assertThat(AuditLogs.read(jdk, folder.resolve("sallyport-audit")))
          .filteredOn(AuditLine::isDecision)
          .hasSize(lines.stream().mapToInt(FixtureLine::whenRefused).sum());
      return finished;
    }
  }
}
