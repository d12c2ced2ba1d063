package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each warning where it belongs, and its absence where the policy is right. */
class PolicyLintTest {
  /** The warnings as {@code check rule: message}, with rules written one a line. */
  private static List<String> lint(String... rules) {
    return lint("", List.of(), rules);
  }

  private static List<String> lint(String document, List<String> seen, String... rules) {
    StringBuilder body = new StringBuilder(document).append("rules:\n");
    for (String rule : rules) {
      body.append("  - {").append(rule).append("}\n");
    }
    List<String> found = new ArrayList<>();
    for (LintFinding finding : PolicyLint.check(Policies.policy(body.toString()), seen)) {
      found.add(finding.check() + " " + finding.rule() + ": " + finding.message());
    }
    return found;
  }

  private static List<String> checks(String... rules) {
    List<String> checks = new ArrayList<>();
    for (String finding : lint(rules)) {
      checks.add(finding.substring(0, finding.indexOf(':')));
    }
    return checks;
  }

  @Test
  void saysNothingAboutASoundPolicy() {
    assertThat(
            lint(
                "name: search, tools: ['search_*'], action: allow",
                "name: small, tools: [refund], condition: 'args.amount <= 100', action: allow",
                "name: large, tools: [refund], condition: 'args.amount > 100', action: deny"))
        .isEmpty();
  }

  @Test
  void namesTheLineOfADefaultThatAllows() {
    PolicySet policy = Policies.policy("description: x\ndefault_action: allow\nrules: []\n");
    assertThat(PolicyLint.check(policy, List.of()).get(0).toString())
        .startsWith("p.yaml:4: warning: `default_action: allow` runs every call");
  }

  @Test
  void seesAnAllowThatADenyAlwaysCovers() {
    assertThat(
            lint(
                "name: all, tools: ['delete_*'], action: deny",
                "name: one, tools: [delete_draft], condition: 'args.id == 7', action: allow"))
        .containsExactly(
            "shadowed one: never decides: `all` (p.yaml:4) matches every call that it matches;"
                + " deny wins");
  }

  @Test
  void seesAConditionThatIsWiderThanAnother() {
    assertThat(
            checks(
                "name: a, tools: [t], condition: 'args.n > 10 or args.n == 3', action: allow",
                "name: b, tools: [t], condition: 'args.n > 5 or args.n in [1, 3]', action: deny"))
        .contains("shadowed a");
    assertThat(
            checks(
                "name: a, tools: [t], condition: 'args.n > 10 or args.n == 2', action: allow",
                "name: b, tools: [t], condition: 'args.n > 5 or args.n in [1, 3]', action: deny"))
        .doesNotContain("shadowed a");
  }

  @Test
  void knowsThatADenyRuleMatchesOnErrorsAndAnAllowRuleDoesNot() {
    String deny = "name: d, tools: [t], condition: 'args.n > 5', action: deny";
    String ask = "name: r, tools: [t], condition: 'args.n > 5', action: require_approval";
    String allow = "name: a, tools: [t], condition: 'args.n > 5', action: allow";
    assertThat(checks(deny, allow)).contains("shadowed a");
    assertThat(checks(deny, ask)).contains("shadowed r");
    PolicySet overriding =
        Policies.policy(
            "conflict: allow-overrides\nrules:\n  - {" + allow + "}\n  - {" + deny + "}\n");
    // For a text the allow rule does not apply, and the deny rule does.
    assertThat(PolicyLint.check(overriding, List.of()))
        .noneMatch(finding -> finding.check().equals("shadowed"));
  }

  @Test
  void comparesAgentsToo() {
    String one = "name: one, tools: [t], agents: [desk], action: allow";
    assertThat(checks(one, "name: all, tools: [t], agents: ['d*'], action: deny"))
        .containsExactly("shadowed one");
    assertThat(checks(one, "name: all, tools: [t], agents: [robot], action: deny")).isEmpty();
    assertThat(
            checks(
                "name: one, tools: [t], action: allow",
                "name: all, tools: [t], agents: [desk], action: deny"))
        .isEmpty();
  }

  @Test
  void seesARuleThatAWiderOneOfTheSameActionMakesIdle() {
    assertThat(
            lint(
                "name: narrow, tools: [refund], condition: 'args.n <= 5', action: allow",
                "name: wide, tools: [refund, mail], action: allow"))
        .containsExactly(
            "redundant narrow: makes no difference: `wide` (p.yaml:5) matches every call that it"
                + " matches, with the same action");
  }

  @Test
  void seesDuplicatesOnceAlsoIfTheyAreWrittenOtherwise() {
    assertThat(
            lint(
                "name: a, tools: [t], condition: 'args.n < 5 and args.m == 1', action: deny",
                "name: b, tools: [t], condition: '1 == args.m and 5 > args.n', action: deny"))
        .containsExactly("duplicate b: does the same as `a` (p.yaml:4); remove one of them");
  }

  @Test
  void doesNotTakeRulesForIdleThatCount() {
    assertThat(
            checks(
                "name: a, tools: [t], action: allow",
                "name: b, tools: [t], action: allow, limit: 5/minute"))
        .isEmpty();
    assertThat(
            checks(
                "name: a, tools: [t], action: require_approval, approvers: [x]",
                "name: b, tools: [t], action: require_approval, approvers: [y]"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "deny-overrides, 0, 9, shadowed allow",
    "deny-overrides, 9, 0, shadowed allow",
    "allow-overrides, 0, 9, shadowed deny",
    "priority-first, 9, 0, shadowed deny",
    "priority-first, 0, 9, shadowed allow",
    "priority-first, 5, 5, shadowed allow",
    "most-specific, 9, 0, shadowed deny"
  })
  void asksTheStrategyWhoWins(String strategy, int allow, int deny, String expected) {
    List<String> found =
        lint(
            "conflict: " + strategy + "\n",
            List.of(),
            "name: allow, tools: [t], action: allow, priority: " + allow,
            "name: deny, tools: [t], action: deny, priority: " + deny);
    assertThat(found).singleElement().asString().startsWith(expected + ":");
  }

  @Test
  void saysWhatARuleThatRefusesDoesWhereItsConditionIsNeverTrue() {
    assertThat(
            lint(
                "name: r, tools: [t], condition: 'args.a > 5 and args.a < 3', action: deny",
                "name: s, tools: [t], condition: 'has(args.a) and not has(args.a)', action: deny"))
        .contains(
            "never-true r: `args.a > 5 and args.a < 3` is never true; the rule applies only where"
                + " the condition cannot be answered");
  }

  @Test
  void seesContentThatIsNeverThere() {
    assertThat(lint("name: r, tools: [t], condition: \"content.text contains 'x'\", action: deny"))
        .anyMatch(finding -> finding.startsWith("stage r: reads `content.text`, which is never"));
    assertThat(
            checks(
                "name: all, tools: [t], stage: post_tool, action: allow",
                "name: r, tools: [t], stage: post_tool, condition: \"content.text contains 'x'\","
                    + " action: deny"))
        .isEmpty();
  }

  @Test
  void seesThatADefaultRefusesEveryResult() {
    String mask = "name: hide, stage: post_tool, action: mask, mask: {detect: [iban]}";
    assertThat(lint(mask))
        .anyMatch(finding -> finding.startsWith("stage hide: is of stage `post_tool`, in which"));
    assertThat(checks(mask, "name: rest, stage: post_tool, tools: ['t*'], action: allow"))
        .doesNotContain("stage hide");
    assertThat(lint("default_action: allow\n", List.of(), mask))
        .noneMatch(finding -> finding.startsWith("stage"));
  }

  @Test
  void namesRulesWithWhichTheJavaagentDoesNotStart() {
    assertThat(lint("name: in, stage: pre_input, action: allow"))
        .containsExactly(
            "stage in: is of stage `pre_input`, with which the javaagent does not start: it sees"
                + " tool calls only");
  }

  @Test
  void seesPartsThatAreAlwaysOrNeverTrue() {
    assertThat(
            lint(
                "name: r, tools: [t],"
                    + " condition: \"tool.name == 't' and args.a == 1\", action: allow",
                "name: s, tools: [u],"
                    + " condition: \"args.a == 1 or time.hour >= 24\", action: allow"))
        .containsExactly(
            "always-true r: `tool.name == 't'` is true for every call; leave it out, or is it a"
                + " slip?",
            "never-true s: `time.hour >= 24` is never true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"args.n > 5", "args.n != 5", "args.n in [1]", "size(args.n) > 2", "args.n"})
  void seesWhereAMissingArgumentEscapesADeny(String condition) {
    String deny = "name: deny, tools: [t], condition: '" + condition + "', action: deny";
    assertThat(checks(deny, "name: run, tools: [t], action: allow"))
        .containsExactly("missing-argument deny");
    assertThat(checks(deny, "name: run, tools: [u], action: allow")).isEmpty();
    assertThat(checks(deny, "name: run, tools: [t], condition: 'has(args.n)', action: allow"))
        .isEmpty();
    assertThat(
            checks(
                deny,
                "name: run, tools: [t], action: allow",
                "name: must, tools: [t], condition: 'not has(args.n)', action: deny"))
        .isEmpty();
  }

  @Test
  void aDenyThatTakesAMissingArgumentIntoAccountIsFine() {
    assertThat(
            checks(
                "name: deny, tools: [t], condition: 'not args.n <= 5', action: deny",
                "name: run, tools: [t], action: allow"))
        .isEmpty();
  }

  @Test
  void seesWhatNotMakesOfAMissingArgumentInAnAllowRule() {
    assertThat(lint("name: run, tools: [t], condition: 'not args.n > 5', action: allow"))
        .containsExactly(
            "missing-argument run: `not args.n > 5` is true for a call without `args.n`; add"
                + " `has(args.n)` if it must be there");
    assertThat(
            checks(
                "name: run, tools: [t], condition: 'has(args.n) and not args.n > 5', action: allow"))
        .isEmpty();
    assertThat(
            checks(
                "name: run, tools: [t], condition: \"args.n starts_with 'a' and not args.n contains"
                    + " 'b'\", action: allow"))
        .isEmpty();
  }

  @Test
  void seesArgumentsOfNoToolInParticular() {
    assertThat(checks("name: a, condition: 'args.dry_run == true', action: allow"))
        .contains("argument-scope a");
    assertThat(checks("name: a, condition: 'args.path == 1', action: deny"))
        .containsExactly("argument-scope a");
    assertThat(
            checks(
                "name: a, condition: 'args.path == 1', action: deny",
                "name: b, tools: [t], condition: 'has(args.path)', action: allow"))
        .isEmpty();
  }

  @Test
  void seesArgumentNamesThatAreAlmostTheSame() {
    assertThat(
            lint(
                "name: a, tools: [t], condition: 'args.amount <= 5', action: allow",
                "name: b, tools: [t], condition: 'args.amuont > 5', action: deny",
                "name: c, tools: [u], condition: 'args.amout > 5', action: deny",
                "name: d, tools: ['*'], condition: 'args.Amount > 5', action: deny"))
        .contains(
            "argument-name b: `args.amuont` differs from `args.amount` in `a` (p.yaml:4) by one"
                + " letter",
            "argument-name d: `args.Amount` differs from `args.amount` in `a` (p.yaml:4) by case"
                + " only")
        .noneMatch(finding -> finding.startsWith("argument-name c"));
  }

  @Test
  void seesToolNamesThatAreAlmostTheSame() {
    assertThat(
            lint(
                "name: a, tools: [issue_refund, step1], action: allow",
                "name: b, tools: [issue_refnud, Step1x, step2], action: deny",
                "name: c, tools: [Issue_Refund], action: deny"))
        .containsExactly(
            "tool-name b: the tool `issue_refnud` differs from `issue_refund` of `a` (p.yaml:4) by"
                + " one letter",
            "tool-name c: the tool `Issue_Refund` differs from `issue_refund` of `a` (p.yaml:4) by"
                + " case only");
  }

  @Test
  void comparesToolNamesWithThoseThatWereSeen() {
    assertThat(
            lint(
                "",
                List.of("get_order", "get_orders", "issueRefund"),
                "name: a, tools: [get_order, get_orders], action: allow",
                "name: b, tools: [issuerefund], action: deny"))
        .containsExactly(
            "tool-name b: the tool `issuerefund` differs from `issueRefund`, which was seen, by"
                + " case only");
  }

  @ParameterizedTest
  @CsvSource({
    "a, is found anywhere",
    "^a, lets anything follow",
    "a$, lets anything stand before",
    "^a|b$, has alternatives",
    "^a\\\\$, lets anything follow"
  })
  void seesPatternsThatOpenTheGateForMore(String pattern, String expected) {
    String matches = "condition: \"args.a matches '" + pattern.replace("\\", "\\\\") + "'\"";
    assertThat(lint("name: r, tools: [t], " + matches + ", action: allow"))
        .singleElement()
        .asString()
        .startsWith("unanchored-pattern r: the pattern ")
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^a$", "^(a|b)$", "(?i)^a$", "\\\\\\\\Aa\\\\\\\\z", "^[|$]$", "^$"})
  void acceptsPatternsOfWholeTexts(String pattern) {
    String matches = "condition: \"args.a matches '" + pattern + "'\"";
    assertThat(lint("name: r, tools: [t], " + matches + ", action: allow")).isEmpty();
  }

  @Test
  void aPatternThatRefusesMayBeFoundAnywhere() {
    assertThat(
            checks(
                "name: r, tools: [t], condition: \"args.a matches 'drop'\", action: deny",
                "name: s, tools: [t], condition: \"args.a == 'ok' and not args.a matches 'd'\","
                    + " action: allow",
                "name: u, tools: [t], condition: \"not args.a matches 'ok'\","
                    + " action: require_approval"))
        .containsExactly("unanchored-pattern u");
  }

  @Test
  void seesAnAllowForEverything() {
    assertThat(lint("name: all, action: allow"))
        .containsExactly(
            "allows-everything all: allows every tool, also those that are added later; name the"
                + " tools");
    assertThat(checks("name: some, tools: ['read_*'], action: allow")).isEmpty();
  }

  @Test
  void seesAllowRulesThatTheDefaultMakesIdle() {
    assertThat(lint("default_action: allow\n", List.of(), "name: a, tools: [t], action: allow"))
        .contains("redundant a: makes no difference: `default_action` is `allow` anyway");
  }

  @Test
  void seesMasksThatHideNothing() {
    assertThat(
            lint(
                "name: run, tools: [pay], action: allow",
                "name: m, tools: [pay], action: mask, mask: [args.card]",
                "name: n, tools: [pay], action: mask, mask: [args.card.number, args.iban]",
                "name: o, tools: [mail], action: mask, mask: [args.to]"))
        .containsExactly(
            "idle-mask n: `args.card.number` is hidden already by `m` (p.yaml:5)",
            "idle-mask o: hides nothing: no rule lets a call of its tools run");
  }

  @Test
  void seesAgentsThatTheDocumentIsNotAbout() {
    PolicySet policy =
        Policies.policy(
            "agents: ['desk*']\nrules:\n  - {name: r, tools: [t], agents: [robot], action: allow}\n");
    assertThat(PolicyLint.check(policy, List.of()))
        .extracting(LintFinding::check)
        .containsExactly("agents");
  }

  @Test
  void saysNothingAboutTheWordingOfManifests() {
    PolicySet policy =
        Policies.policy(
            "manifests:\n  - agent: desk\n    tools:\n      - name: refund\n        parameters:"
                + "\n          amount: {type: number, max: 100}\n    denied_tools: [delete_all]\n");
    assertThat(policy.ruleCount()).isGreaterThan(2);
    assertThat(PolicyLint.check(policy, List.of())).isEmpty();
  }

  @Test
  void staysFastForThousandsOfRules() {
    String[] rules = new String[4_000];
    for (int at = 0; at < rules.length; at++) {
      String tools = at % 10 == 0 ? "'t" + at + "_*'" : "t" + at;
      rules[at] = "name: r" + at + ", tools: [" + tools + "], action: allow";
    }
    long start = System.nanoTime();
    assertThat(lint(rules)).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
  }
}
