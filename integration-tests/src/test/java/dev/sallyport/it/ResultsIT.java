package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules about results decide what a real model's client sends on, in every shape of a tool call.
 */
class ResultsIT {
  private static final String HANDLED = "error-handler-hides";
  private static final String HANDLED_TEXT = "hidden ok";
  private static final Map<List<Object>, FixtureRun> DONE = new ConcurrentHashMap<>();

  static Stream<Arguments> versionsAndJdks() {
    return Stream.of(
            "langchain4j-1.0.1", "langchain4j-1.19.0", "spring-ai-1.1.6", "spring-ai-2.0.1")
        .map(module -> new Fixture(module, module.replaceFirst("-(?=[0-9])", " ")))
        .flatMap(fixture -> Jdks.all().stream().map(jdk -> Arguments.of(fixture, jdk)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void theModelReadsTheRefusalInPlaceOfADeniedResult(Fixture fixture, Jdk jdk) {
    FixtureRun run = run(fixture, jdk, "RESULTS-DENIED", Policies::denyResults);
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : returning(run)) {
            softly.assertThat(line.error()).as(line.shape()).isNull();
            softly.assertThat(line.ran()).as(line.shape()).isEqualTo(line.whenAllowed());
            softly
                .assertThat(line.answer())
                .as(line.shape())
                .contains("Tool result withheld")
                .doesNotContain(" ok");
          }
          softly
              .assertThat(readByTheModel(run))
              .isNotEmpty()
              .noneMatch(text -> text.contains(" ok"));
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void theModelReadsTheMaskedResult(Fixture fixture, Jdk jdk) {
    FixtureRun run = run(fixture, jdk, "RESULTS-MASKED", Policies::maskResults);
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : returning(run)) {
            softly.assertThat(line.error()).as(line.shape()).isNull();
            softly.assertThat(line.ran()).as(line.shape()).isEqualTo(line.whenAllowed());
            softly
                .assertThat(line.answer())
                .as(line.shape())
                .contains("***")
                .doesNotContain(" ok")
                .doesNotContain("withheld");
          }
          softly
              .assertThat(readByTheModel(run))
              .isNotEmpty()
              .noneMatch(text -> text.contains(" ok"));
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void eachCallHasOneDecisionBeforeTheToolAndOneAboutItsResult(Fixture fixture, Jdk jdk) {
    FixtureRun run = run(fixture, jdk, "RESULTS-DENIED", Policies::denyResults);
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : returning(run)) {
            List<AuditLine> before = ofStage(run.decisions(line), "pre_tool");
            List<AuditLine> after = ofStage(run.decisions(line), "post_tool");
            softly
                .assertThat(before)
                .as(line.shape())
                .hasSize(line.whenAllowed())
                .allSatisfy(decision -> assertThat(decision.effect()).isEqualTo("allow"));
            softly
                .assertThat(after)
                .as(line.shape())
                .allSatisfy(decision -> assertThat(decision.effect()).isEqualTo("deny"))
                .allSatisfy(decision -> assertThat(decision.rule()).isEqualTo("no-ok"));
            softly
                .assertThat(after.stream().map(AuditLine::id))
                .as(line.shape())
                .containsExactlyInAnyOrderElementsOf(before.stream().map(AuditLine::id).toList());
          }
          softly.assertThat(run.outcomes()).hasSameSizeAs(ofStage(run.decisions(), "post_tool"));
        });
  }

  /** Not the tools that throw: an error handler of the application words what the model reads. */
  private static List<FixtureLine> returning(FixtureRun run) {
    return run.lines().stream().filter(line -> !HANDLED.equals(line.shape())).toList();
  }

  private static List<String> readByTheModel(FixtureRun run) {
    return run.toolResults().stream().filter(text -> !HANDLED_TEXT.equals(text)).toList();
  }

  private static List<AuditLine> ofStage(List<AuditLine> decisions, String stage) {
    return decisions.stream().filter(decision -> stage.equals(decision.stage())).toList();
  }

  private static FixtureRun run(Fixture fixture, Jdk jdk, String name, Consumer<Path> policy) {
    return DONE.computeIfAbsent(
        List.of(fixture, jdk, name),
        key -> {
          try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
            return FixtureRun.run(fixture, jdk, name, policy, model, "all");
          }
        });
  }
}
