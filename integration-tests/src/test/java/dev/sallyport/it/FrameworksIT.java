package dev.sallyport.it;

import static dev.sallyport.it.FixtureRun.Mode.ALLOW_ALL;
import static dev.sallyport.it.FixtureRun.Mode.DENY_ALL;
import static dev.sallyport.it.FixtureRun.Mode.WITHOUT_JAVAAGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of a tool call, in every supported version of every framework, on every JDK. */
class FrameworksIT {

  static List<Fixture> versions() {
    return Fixture.all();
  }

  static Stream<Arguments> versionsAndJdks() {
    return Fixture.all().stream()
        .flatMap(fixture -> Jdks.all().stream().map(jdk -> Arguments.of(fixture, jdk)));
  }

  /** The expectation that the other tests build on. */
  @ParameterizedTest
  @MethodSource("versions")
  void withoutJavaagentEveryToolBodyRuns(Fixture fixture) {
    FixtureRun run = FixtureRun.of(fixture, Jdks.running(), WITHOUT_JAVAAGENT);
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(run.lines()).hasSizeGreaterThan(25);
          softly.assertThat(run.jvm().stderr()).isEmpty();
          for (FixtureLine line : run.lines()) {
            softly.assertThat(line.error()).as(line.shape()).isNull();
            softly.assertThat(line.ran()).as(line.shape()).isEqualTo(line.whenAllowed());
            softly.assertThat(line.answer()).as(line.shape()).contains(" ok");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void runsNoToolBodyUnderDenyAll(Fixture fixture, Jdk jdk) {
    FixtureRun run = FixtureRun.of(fixture, jdk, DENY_ALL);
    assertThat(shapes(run))
        .isEqualTo(shapes(FixtureRun.of(fixture, Jdks.running(), WITHOUT_JAVAAGENT)));
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run.lines()) {
            softly.assertThat(line.executed()).as(line.shape()).isEmpty();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void abortsNoConversationByRefusing(Fixture fixture, Jdk jdk) {
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : FixtureRun.of(fixture, jdk, DENY_ALL).lines()) {
            softly.assertThat(line.error()).as(line.shape()).isNull();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void recordsExactlyOneDecisionPerRefusedAttempt(Fixture fixture, Jdk jdk) {
    FixtureRun run = FixtureRun.of(fixture, jdk, DENY_ALL);
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run.lines()) {
            softly
                .assertThat(run.decisions(line))
                .as(line.shape())
                .hasSize(line.whenRefused())
                .allSatisfy(decision -> assertThat(decision.effect()).isEqualTo("deny"));
          }
          softly.assertThat(run.decisions().size()).isEqualTo(sum(run, FixtureLine::whenRefused));
          softly.assertThat(run.decisions()).extracting(AuditLine::id).doesNotHaveDuplicates();
          softly.assertThat(run.outcomes()).as("outcomes").isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void tellsTheModelTheIdOfTheRefusal(Fixture fixture, Jdk jdk) {
    FixtureRun run = FixtureRun.of(fixture, jdk, DENY_ALL);
    List<String> read = run.toolResults();
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run.lines()) {
            for (AuditLine decision : run.decisions(line)) {
              softly.assertThat(line.answer()).as(line.shape()).contains(decision.id());
              if (line.answerOrEmpty().startsWith("done: ")) {
                softly
                    .assertThat(read)
                    .as(line.shape() + " in the model's eyes")
                    .anyMatch(result -> result.contains(decision.id()));
              }
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void changesNothingUnderAllowAll(Fixture fixture, Jdk jdk) {
    List<FixtureLine> guarded = FixtureRun.of(fixture, jdk, ALLOW_ALL).lines();
    FixtureRun unguarded = FixtureRun.of(fixture, Jdks.running(), WITHOUT_JAVAAGENT);
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(guarded).hasSameSizeAs(unguarded.lines());
          for (int i = 0; i < Math.min(guarded.size(), unguarded.lines().size()); i++) {
            softly.assertThat(guarded.get(i)).isEqualTo(unguarded.lines().get(i));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void recordsOneDecisionAndOneOutcomePerAllowedCall(Fixture fixture, Jdk jdk) {
    FixtureRun run = FixtureRun.of(fixture, jdk, ALLOW_ALL);
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run.lines()) {
            softly
                .assertThat(run.decisions(line))
                .as(line.shape())
                .hasSize(line.whenAllowed())
                .allSatisfy(decision -> assertThat(decision.effect()).isEqualTo("allow"));
          }
          softly.assertThat(run.decisions().size()).isEqualTo(sum(run, FixtureLine::whenAllowed));
          softly
              .assertThat(run.outcomes().stream().map(AuditLine::id))
              .containsExactlyInAnyOrderElementsOf(
                  run.decisions().stream().map(AuditLine::id).toList());
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void recordsFrameworkAgentSessionAndArguments(Fixture fixture, Jdk jdk) {
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureRun.Mode mode : List.of(DENY_ALL, ALLOW_ALL)) {
            FixtureRun run = FixtureRun.of(fixture, jdk, mode);
            for (FixtureLine line : run.lines()) {
              run.decisions(line).forEach(decision -> facts(softly, fixture, line, decision));
            }
          }
        });
  }

  private static void facts(
      SoftAssertions softly, Fixture fixture, FixtureLine line, AuditLine decision) {
    softly.assertThat(decision.framework()).as(line.shape()).isEqualTo(fixture.framework(line));
    softly.assertThat(decision.agent()).as(line.shape()).isEqualTo(line.agent());
    softly.assertThat(decision.argumentsDigest()).as(line.shape()).isNotBlank();
    if (line.session() != null || fixture.isSpringAi()) {
      softly.assertThat(decision.session()).as(line.shape()).isEqualTo(line.session());
    }
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void recordsWhichCallMadeTheInnerCall(Fixture fixture, Jdk jdk) {
    FixtureRun run = FixtureRun.of(fixture, jdk, ALLOW_ALL);
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run.lines()) {
            List<AuditLine> decisions = run.decisions(line);
            if (List.of("nested", "nested-lambda", "self", "self-same-request")
                    .contains(line.shape())
                && decisions.size() == 2) {
              softly.assertThat(decisions.get(0).parent()).as(line.shape()).isNull();
              softly
                  .assertThat(decisions.get(1).parent())
                  .as(line.shape())
                  .isEqualTo(decisions.get(0).id());
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void writesOneStartLineToStderr(Fixture fixture, Jdk jdk) {
    for (FixtureRun.Mode mode : List.of(DENY_ALL, ALLOW_ALL)) {
      assertThat(FixtureRun.of(fixture, jdk, mode).jvm().stderr())
          .singleElement()
          .asString()
          .contains("sallyport");
    }
  }

  private static List<String> shapes(FixtureRun run) {
    return run.lines().stream().map(FixtureLine::shape).toList();
  }

  private static int sum(FixtureRun run, ToIntFunction<FixtureLine> number) {
    return run.lines().stream().mapToInt(number).sum();
  }
}
