package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code docs/supported.md} says is not governed at the tool. If one of these fails, a gap was
 * closed: move the shape to the others and its row with it.
 */
class KnownGapsIT {

  static List<Fixture> versions() {
    return Fixture.oldestAndNewestLangChain4j();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void doesNotSeeALambdaExecutorCalledByReflection(Fixture fixture) {
    assertRunsUnseen(fixture, "lambda-by-reflection");
  }

  static List<Fixture> springAiVersions() {
    return Fixture.springAi();
  }

  @ParameterizedTest
  @MethodSource("springAiVersions")
  void doesNotSeeALambdaOfAnOwnInterfaceThatTheApplicationCalls(Fixture fixture) {
    assertRunsUnseen(fixture, "lambda-by-hand");
  }

  private static void assertRunsUnseen(Fixture fixture, String shape) {
    try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
      FixtureRun run =
          FixtureRun.run(fixture, Jdks.running(), shape, Policies::denyAll, model, shape);
      assertThat(run.lines())
          .singleElement()
          .satisfies(line -> assertThat(line.ran()).isEqualTo(line.whenAllowed()));
      assertThat(run.decisions()).isEmpty();
    }
  }
}
