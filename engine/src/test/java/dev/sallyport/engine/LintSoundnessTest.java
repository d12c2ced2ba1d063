package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint claims about generated rules, against the decisions about generated calls. */
class LintSoundnessTest {
  private static final int POLICIES = 50;
  private static final int RULES = 6;
  private static final String[] PATHS = {"args.x", "args.x", "args.y", "args.x.k", "tool.name"};
  private static final String[] VALUES = {
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "5",
    "-1",
    "1.5",
    "\"a\"",
    "\"b\"",
    "\"ab\"",
    "\"\"",
    "\"A\"",
    "[]",
    "[\"a\"]",
    "[1,\"b\"]",
    "{}",
    "{\"k\":1}",
    "{\"k\":\"a\"}"
  };

  private final List<String> calls = calls();
  private Random random = new Random(0);

  private static List<String> calls() {
    List<String> calls = new ArrayList<>(List.of("{}"));
    for (String x : VALUES) {
      calls.add("{\"x\":" + x + "}");
      for (String y : VALUES) {
        calls.add("{\"x\":" + x + ",\"y\":" + y + "}");
      }
      calls.add("{\"y\":" + x + "}");
    }
    return calls;
  }

  private String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String literal() {
    return one("0", "1", "2", "5", "1.5", "'a'", "'b'", "'ab'", "''");
  }

  private String condition(int depth) {
    switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 1:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 2:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 3:
        return "not " + condition(depth - 1);
      default:
        return atom();
    }
  }

  private String atom() {
    String path = one(PATHS);
    switch (random.nextInt(10)) {
      case 0:
        return "has(" + path + ")";
      case 1:
        return "args." + one("x", "y", "x.k");
      case 2:
        return path + one(" in ", " not in ") + "[" + literal() + ", " + one("null", "2") + "]";
      case 3:
        return path + one(" contains ", " starts_with ", " ends_with ") + one("'a'", "'b'", "''");
      case 4:
        return path + " matches " + one("'^a'", "'b'", "'^a?b?$'");
      case 5:
        return "size(args.x)" + one(" == ", " < ", " >= ") + one("0", "1", "2");
      case 6:
        return "lower(args.x) " + one("==", "!=", "<") + one(" 'a'", " 'ab'");
      case 7:
        return "args.x[*]" + one(" == ", " != ") + literal();
      case 8:
        return path + one(" == ", " != ") + one("null", "true", literal());
      default:
        return one(path + one(" < ", " <= ", " > ", " >= ") + literal(), literal() + " < " + path);
    }
  }

  private PolicySet policy() {
    StringBuilder body = new StringBuilder("rules:\n");
    for (int at = 0; at < RULES; at++) {
      String tools = one("[t]", "['*']", "[t, u]", "['t*']");
      String action = one("allow", "allow", "deny", "require_approval");
      String condition = condition(2 + random.nextInt(2));
      body.append("  - {name: r").append(at).append(", tools: ").append(tools);
      body.append(", action: ").append(action);
      body.append(", condition: \"").append(condition).append("\"}\n");
    }
    return Policies.policy(body.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsClaimedHoldsForEveryCall(long seed) {
    random = new Random(seed);
    int claims = 0;
    for (int at = 0; at < POLICIES; at++) {
      PolicySet policy = policy();
      RuleCases cases = new RuleCases();
      List<Rule[]> covered = new ArrayList<>();
      List<Rule> idle = new ArrayList<>();
      for (Rule rule : policy.rules()) {
        List<LintCase> matching = cases.matching(rule);
        if (matching != null && matching.isEmpty()) {
          idle.add(rule);
        }
        for (Rule other : policy.rules()) {
          if (other != rule && cases.covers(other, rule)) {
            covered.add(new Rule[] {other, rule});
          }
        }
      }
      claims += idle.size() + covered.size();
      check(policy, idle, covered);
    }
    // A test of claims that are never made would prove nothing.
    assertThat(claims).isGreaterThan(POLICIES);
  }

  private void check(PolicySet policy, List<Rule> idle, List<Rule[]> covered) {
    if (idle.isEmpty() && covered.isEmpty()) {
      return;
    }
    RuleCoverage coverage = new RuleCoverage(policy);
    for (String arguments : calls) {
      for (String tool : List.of("t", "u", "tx")) {
        Set<String> matching = coverage.matching(new CallView().tool(tool).arguments(arguments));
        for (Rule rule : idle) {
          assertThat(matching).as("%s by %s", arguments, rule).doesNotContain(rule.name());
        }
        for (Rule[] pair : covered) {
          boolean holds = matching.contains(pair[0].name()) || !matching.contains(pair[1].name());
          assertThat(holds)
              .as("%s %s: %s covers %s", tool, arguments, text(pair[0]), text(pair[1]))
              .isTrue();
        }
      }
    }
  }

  private static String text(Rule rule) {
    Expression condition = rule.condition();
    return rule.action() + " " + (condition == null ? "" : ExpressionText.of(condition));
  }
}
