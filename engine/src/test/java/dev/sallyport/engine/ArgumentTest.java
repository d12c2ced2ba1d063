package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTest {
  private static final PolicySet ALLOW_ALL =
      Policies.policy("default_action: allow\nrules:\n- {name: all, action: allow}\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"x\":{\"a\":1,\"a\":1}}",
        "{\"\":1,\"\":2}",
        "{} x",
        "{}{}",
        "{} {}",
        "{},",
        "{}]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":'b'}",
        "{1:2}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":5.}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":0x10}",
        "{\"a\":1e400}",
        "{\"a\":-1e400}",
        "{\"a\":1e309}",
        "{\"a\":1e-400}",
        "{\"a\":1e999999999}",
        "{\"a\":1e-999999999}",
        "{\"a\":0e999999999}",
        "{\"a\":1e99999999999999999999}",
        "{\"a\":TRUE}",
        "{\"a\":undefined}",
        "{\"a\":tru}",
        "{/*c*/\"a\":1}",
        "{\"a\":1}//c",
        "{\"a\":1}#c",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\'\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"\\ud800\":1}",
        "{\"a\":\"\ud800\"}",
        "{\"a\":\"x\udc00\"}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\n\"}",
        "\ufeff{}",
        "{}\u0000",
        "\u00a0{}",
        "\u2003",
        "null",
        "true",
        "1",
        "[]",
        "[{\"a\":1}]",
        "\"{\\\"path\\\":\\\"/etc/passwd\\\"}\"",
        "\"text\"",
      })
  void deniesArgumentsThatTwoReadersCouldTakeDifferently(String arguments) {
    Decision decision = Policies.decide(ALLOW_ALL, "tool", arguments);

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.rule()).isNull();
    assertThat(decision.error()).startsWith("arguments: ").hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \r\n\t",
        "{}",
        " {\"a\" : [ 1 , -0.5e-3, true , null, \"\\u0000\\ud83d\\ude00\\/\" ] } \n",
        "{\"\":{\"\":[]},\"A\":1,\"a\":2}",
        "{\"a\":1e308,\"b\":1e-308,\"c\":4.9e-324,\"d\":0.0,\"e\":-0}",
        "{\"a\":9223372036854775808123456789}",
      })
  void acceptsWhatRfc8259Accepts(String arguments) {
    Decision decision = Policies.decide(ALLOW_ALL, "tool", arguments);

    assertThat(decision.error()).isNull();
    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void takesNoArgumentsForAnEmptyObject() {
    PolicyDecisionPoint point = new PolicyDecisionPoint(ALLOW_ALL);
    assertThat(point.decide(new CallView().tool("tool")).effect()).isEqualTo(Effect.ALLOW);
  }

  static Stream<String> oversized() {
    int depth = EngineLimits.DEFAULTS.argumentDepth();
    return Stream.of(
        "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}",
        "{\"a\":".repeat(depth + 1) + "1" + "}".repeat(depth + 1),
        "{\"a\":".repeat(100_000),
        "[".repeat(500_000),
        "{\"a\":\"" + "x".repeat(EngineLimits.DEFAULTS.argumentCharacters()) + "\"}",
        "{\"a\":\"" + "x".repeat(16 << 20) + "\"}",
        "{\"a\":[" + "0,".repeat(EngineLimits.DEFAULTS.argumentValues()) + "0]}",
        "{\"a\":" + "9".repeat(EngineLimits.NUMBER_CHARACTERS + 1) + "}",
        "{\"a\":0." + "0".repeat(EngineLimits.NUMBER_CHARACTERS - 3) + "1}");
  }

  @ParameterizedTest
  @MethodSource("oversized")
  void deniesArgumentsOverALimitSoon(String arguments) {
    Decision decision =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> Policies.decide(ALLOW_ALL, "tool", arguments));

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.error()).startsWith("arguments: ").hasSizeLessThan(300);
  }

  @Test
  void acceptsArgumentsAtTheDepthLimit() {
    int depth = EngineLimits.DEFAULTS.argumentDepth() - 1;
    String arguments = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    assertThat(Policies.decide(ALLOW_ALL, "tool", arguments).error()).isNull();
  }

  @Test
  void neverPutsUnboundedOrInvisibleTextIntoItsError() {
    String key = "\u202e\u001b[31m\n" + "k".repeat(100_000);
    String quoted = key.replace("\n", "\\n").replace("\u001b", "\\u001b");
    Decision decision =
        Policies.decide(ALLOW_ALL, "tool", "{\"" + quoted + "\":1,\"" + quoted + "\":2}");

    assertThat(decision.error())
        .startsWith("arguments: duplicate key `\\u{202e}\\u{1b}[31m\\u{a}kkk")
        .hasSizeLessThan(200)
        .doesNotContain("\n", "\u001b", "\u202e");
  }

  @Test
  void answersInTimeWhateverTextIsSearchedForWhat() {
    PolicySet policy = Policies.oneRule("deny", "args.text contains args.part");
    String text = "a".repeat(600_000);
    String arguments = "{\"text\":\"" + text + "\",\"part\":\"" + "a".repeat(300_000) + "b\"}";

    Decision decision =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> Policies.decide(policy, "tool", arguments));

    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void errsForAPathThatLeadsToTooManyValues() {
    PolicySet policy = Policies.oneRule("deny", "args.a[*] == 2");
    int most = EngineLimits.PATH_VALUES;

    Decision atTheLimit =
        Policies.decide(policy, "tool", "{\"a\":[" + "1,".repeat(most - 1) + "1]}");
    Decision overIt = Policies.decide(policy, "tool", "{\"a\":[" + "1,".repeat(most) + "1]}");

    assertThat(atTheLimit.effect()).isEqualTo(Effect.ALLOW);
    assertThat(overIt.effect()).isEqualTo(Effect.DENY);
    assertThat(overIt.erringRules()).containsExactly("rule");
  }

  @Test
  void matchesPatternsAgainstHugeTexts() {
    PolicySet policy = Policies.oneRule("deny", "args.a matches '(x+x+)+y'");
    String text = "x".repeat(200_000);

    Decision decision =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> Policies.decide(policy, "tool", "{\"a\":\"" + text + "\"}"));

    assertThat(decision.erringRules()).isEmpty();
    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void keepsToTheLimitsOfThePolicySet() throws Exception {
    EngineLimits small = new EngineLimits(1 << 10, 5, 3, 30, 2, 3);
    PolicySet policy =
        PolicyParser.parse(
            List.of(Policies.document("p.yaml", "default_action: allow\n")),
            small,
            ParentDocuments.NONE);

    assertThat(Policies.decide(policy, "t", "{\"a\":[1,2]}").error()).isNull();
    assertThat(Policies.decide(policy, "t", "{\"a\":[1,2,3]}").error())
        .isEqualTo("arguments: got more than 3 values");
    assertThat(Policies.decide(policy, "t", "{\"a\":[[1]]}").error())
        .startsWith("arguments: got deeper nesting than 2 levels");
    assertThat(Policies.decide(policy, "t", "{\"a\":\"" + "x".repeat(30) + "\"}").error())
        .isEqualTo("arguments: got 38 characters, wanted at most 30");
  }
}
