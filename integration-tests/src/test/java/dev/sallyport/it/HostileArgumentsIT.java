package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tool executes is what was judged, or nothing, whatever the model writes. */
class HostileArgumentsIT {
  private static final int HIGHEST = 100;
  private static final List<String> TOOLS =
      List.of("hostile-arguments", "hostile-arguments-lambda", "hostile-arguments-streaming");
  private static final Map<Fixture, FixtureRun> DONE = new ConcurrentHashMap<>();

  static List<Fixture> versions() {
    return Fixture.all();
  }

  /** The frameworks repair and coerce, so these are no idle worries. */
  @Test
  void withoutJavaagentFrameworksRunMuchOfThis() {
    Fixture newest = Fixture.newestLangChain4j();
    Map<String, List<String>> executed = new HashMap<>();
    for (FixtureLine line : send(newest, "hostile-WITHOUT_JAVAAGENT", null).lines()) {
      executed.put(line.shape().substring(line.shape().indexOf(':') + 1), line.executed());
    }
    assertThat(executed)
        .containsEntry("hostile-arguments/two-paths", List.of("/etc/passwd|5.0"))
        .containsEntry("hostile-arguments/two-amounts", List.of("public|5000.0"))
        .containsEntry("hostile-arguments/quoted-json", List.of("/etc/passwd|5.0"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void runsNoToolWithArgumentsThatThePolicyDoesNotAllow(Fixture fixture) {
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run(fixture).lines()) {
            String text = text(line);
            for (String executed : line.executed()) {
              if (line.tool().equals("hostile-arguments-lambda")) {
                softly.assertThat(HostileArguments.allowed()).as(line.shape()).containsValue(text);
                softly.assertThat(executed).as(line.shape()).isEqualTo(text);
              } else {
                softly.assertThat(isAllowed(executed)).as(line.shape() + executed).isTrue();
              }
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versions")
  void refusesWhatIsNotOneJsonObjectWithEachKeyOnce(Fixture fixture) {
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run(fixture).lines()) {
            if (!HostileArguments.allowed().containsKey(script(line))) {
              softly.assertThat(line.executed()).as(line.shape()).isEmpty();
              softly.assertThat(line.error()).as(line.shape()).isNull();
              softly
                  .assertThat(DecisionIds.in(line.answerOrEmpty()))
                  .as(line.shape() + " " + line.answer())
                  .hasSize(1);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versions")
  void runsAllowedArgumentsHoweverTheyAreWritten(Fixture fixture) {
    SoftAssertions.assertSoftly(
        softly -> {
          for (FixtureLine line : run(fixture).lines()) {
            if (HostileArguments.allowed().containsKey(script(line))) {
              softly.assertThat(line.executed()).as(line.shape()).hasSize(1);
              softly.assertThat(line.error()).as(line.shape()).isNull();
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("versions")
  void recordsOneDecisionPerText(Fixture fixture) {
    FixtureRun run = run(fixture);
    assertThat(run.decisions()).hasSameSizeAs(run.lines());
  }

  /** As coerced by the framework: {@code path|amount}. */
  private static boolean isAllowed(String executed) {
    int bar = executed.lastIndexOf('|');
    return executed.substring(0, bar).equals("public")
        && Double.parseDouble(executed.substring(bar + 1)) <= HIGHEST;
  }

  private static String script(FixtureLine line) {
    return line.shape().substring(line.shape().indexOf("/") + 1);
  }

  private static String text(FixtureLine line) {
    String text = texts().get(script(line));
    return text == null ? "" : text;
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>(HostileArguments.allowed());
    texts.putAll(HostileArguments.hostile());
    return texts;
  }

  private static FixtureRun run(Fixture fixture) {
    return DONE.computeIfAbsent(
        fixture, key -> send(key, "hostile", folder -> Policies.allowSmallPublic(folder, HIGHEST)));
  }

  private static FixtureRun send(Fixture fixture, String name, @Nullable Consumer<Path> policy) {
    List<String> shapes = new ArrayList<>();
    try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
      for (String tool : TOOLS) {
        for (Map.Entry<String, String> text : texts().entrySet()) {
          String script = tool + "/" + text.getKey();
          model.script(script, new ScriptedCall(tool, text.getValue()));
          shapes.add(tool + ":" + script);
        }
      }
      return FixtureRun.run(fixture, Jdks.running(), name, policy, model, String.join(",", shapes));
    }
  }
}
