package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions are recognised as never true, and which must not be. */
class LintConditionTest {
  private static boolean isNeverTrue(String condition) {
    String rule = "{name: r, tools: [t, u], condition: \"" + condition + "\", action: allow}";
    PolicySet policy = Policies.policy("rules:\n  - " + rule + "\n");
    for (LintFinding finding : PolicyLint.check(policy, List.of())) {
      if (finding.check().equals("never-true") && finding.message().endsWith("allows anything")) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.a > 5 and args.a < 3",
        "args.a > 5 and args.a <= 5",
        "args.a == 'x' and args.a == 'y'",
        "args.a in ['x', 'y'] and args.a not in ['y', 'x']",
        "args.a == 1 and args.a == '1'",
        "args.a == 'EUR' and args.a starts_with 'U'",
        "args.a in ['ab', 'cd'] and args.a contains 'x'",
        "args.a in ['ab', 'cd'] and not args.a matches '^(ab|cd)$'",
        "args.a starts_with 'ab' and args.a < 'ab'",
        "has(args.a) and not has(args.a)",
        "args.a == null and args.a == 1",
        "args.a > 5 and not has(args.a)",
        "args.a and not args.a",
        "args.a and args.a == false",
        "size(args.a) < 0",
        "tool.name == 'v'",
        "not tool.name in ['t', 'u']",
        "time.hour > 23",
        "time.hour < 6 and time.hour > 22",
        "time.weekday == 'monday' and time.weekday == 'tuesday'",
        "args.a == 2 and (args.a > 3 or args.a < 1 or args.b == 1 and args.b == 2)",
        "false"
      })
  void provesConditionsThatAreNeverTrue(String condition) {
    assertThat(isNeverTrue(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.a > 5 or args.a < 3",
        "args.a >= 5 and args.a <= 5",
        "args.a > 5 and args.b < 3",
        "args.a in ['x', 'y'] and args.a != 'y'",
        "args.a contains 'x' and args.a contains 'y'",
        "args.a contains 'x' and not args.a contains 'xy'",
        "args.a starts_with 'ab' and args.a < 'abc'",
        "args.a matches '^a' and args.a in ['b', 'ab']",
        "not (args.a == 1 and args.a == 2)",
        "args.a != 1 and args.a != 2",
        "args.a != null and args.a > 1",
        "not args.a > 5 and not args.a < 5",
        "args.items[*] != 1 and args.items[*] != 2",
        "time.hour < 6 or time.hour > 22",
        "time.hour < 6 and time['Asia/Tokyo'].hour > 9",
        "size(args.a) > 5 and lower(args.a) == 'x'",
        "tool.name == 't'"
      })
  void claimsNothingThatItCannotProve(String condition) {
    assertThat(isNeverTrue(condition)).isFalse();
  }
}
