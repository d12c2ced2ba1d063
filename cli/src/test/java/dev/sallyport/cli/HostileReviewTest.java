package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.PolicyDecisionPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model may put into a log to fool who reviews it, or to get into the next policy. */
class HostileReviewTest {
  private static final List<String> HOSTILE =
      List.of(
          "x\"]\n  - name: evil\n    action: allow\n  #",
          "x' or true or args.a == 'x",
          "\u001b[1A\u001b[2Kallow",
          "x\r\nrules: []",
          "a\u2028b\u0085c",
          "\u202eexe",
          "# comment",
          "*",
          "{a: b}",
          "- \"",
          "\\\"",
          "\u0000",
          "%TAG",
          "\ud83d\ude00");

  @TempDir static Path work;

  @BeforeAll
  static void writeLog() throws Exception {
    Files.writeString(work.resolve("sallyport.yaml"), ReviewLog.REFUNDS);
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      for (String text : HOSTILE) {
        String json = "{" + RandomCalls.text(text) + ":" + RandomCalls.text(text) + "}";
        for (RecordedEffect effect : RecordedEffect.values()) {
          log.append(
              log.call(text, effect == RecordedEffect.ALLOW ? text : "no " + text)
                  .effect(effect)
                  .session(text)
                  .rule(text)
                  .argumentsForm(ArgumentsForm.FULL)
                  .argumentsText(json)
                  .argumentsLength(json.length()));
        }
      }
    }
  }

  private static String run(String... args) {
    Cli cli = new Cli(work);
    cli.run(args);
    assertHarmless(cli.out());
    assertHarmless(cli.err());
    return cli.out();
  }

  private static void assertHarmless(String text) {
    text.codePoints()
        .filter(c -> c != '\n')
        .forEach(
            c ->
                assertThat(Character.getType(c))
                    .as("U+%X", c)
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.SURROGATE,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR));
  }

  @Test
  void explainIsHarmless() {
    for (int call = 1; call <= 3 * HOSTILE.size(); call++) {
      assertThat(run("explain", "3f9a1c20-" + Integer.toHexString(call))).isNotEmpty();
    }
    for (String text : HOSTILE) {
      if (text.indexOf('\u0000') < 0) {
        assertThat(run("explain", "--tool", text, "--arguments", text)).isNotEmpty();
      }
    }
  }

  @Test
  void replayIsHarmless() {
    assertThat(run("replay", "--policy=sallyport.yaml")).contains("would change\n");
  }

  @Test
  void aSuggestedPolicyAllowsNothingThatANameSmuggledIn() {
    String yaml = run("suggest");
    PolicyDecisionPoint point = new PolicyDecisionPoint(ReviewLog.parse(yaml));
    assertThat(yaml.lines().filter(line -> line.strip().equals("action: allow")).count())
        .isEqualTo(yaml.lines().filter(line -> line.startsWith("  - name: \"")).count());
    for (String tool : List.of("evil", "x", "anything", "*", "no x")) {
      for (String arguments : List.of("{}", "{\"a\":\"x\"}", "{\"x\":1}")) {
        CallView call = new CallView().tool(tool).agent("desk").arguments(arguments);
        assertThat(point.decide(call).effect()).isEqualTo(Effect.DENY);
      }
    }
  }
}
