package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.it.spawned.IsolatedLauncher;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A framework that only a class loader of the application's own can see. */
class CustomClassLoaderIT {

  static Stream<Arguments> places() {
    List<Fixture> versions = Fixture.oldestAndNewestLangChain4j();
    return Jdks.all().stream()
        .flatMap(jdk -> versions.stream().map(fixture -> Arguments.of(fixture, jdk)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void refusesCallsInAnIsolatedClassLoader(Fixture fixture, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("isolated-" + fixture + "-" + jdk.major());
    Policies.denyAll(folder);
    try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
      FinishedJvm jvm =
          SpawnedJvm.on(jdk, folder)
              .frugal()
              .javaagent(SallyportJar.path())
              .main(
                  List.of(Path.of("target", "test-classes").toAbsolutePath()),
                  IsolatedLauncher.class.getName(),
                  classPath(fixture),
                  Fixture.LANGCHAIN4J_MAIN,
                  model.baseUrl(),
                  "all")
              .run(Duration.ofMinutes(2))
              .succeeded();
      List<FixtureLine> lines = jvm.stdout().stream().map(FixtureLine::parse).toList();
      List<AuditLine> decisions =
          AuditLogs.read(jdk, folder.resolve("sallyport-audit")).stream()
              .filter(AuditLine::isDecision)
              .toList();
      SoftAssertions.assertSoftly(
          softly -> {
            for (FixtureLine line : lines) {
              softly.assertThat(line.executed()).as(line.shape()).isEmpty();
              softly.assertThat(line.error()).as(line.shape()).isNull();
            }
          });
      assertThat(decisions)
          .hasSize(lines.stream().mapToInt(FixtureLine::whenRefused).sum())
          .allSatisfy(decision -> assertThat(decision.framework()).isEqualTo(fixture.framework()));
      assertThat(lines).as(jvm.report()).hasSizeGreaterThan(25);
    }
  }

  private static String classPath(Fixture fixture) {
    return fixture.classPath().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
