package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyLoadErrorTest {
  private static final String ALLOW = "rules:\n- name: r\n  action: allow\n";
  private static final String MASK = "rules:\n- name: r\n  action: mask\n";
  private static final String RULE = "rules:\n- name: r\n  action: deny\n";

  /** Bodies begin on line 3, fields of {@link #RULE} that follow on line 6. */
  static Stream<Arguments> refusedDocuments() {
    return Stream.of(
        refused(
            "defualt_action: deny",
            "3:1: unknown key `defualt_action`, did you mean `default_action`?"),
        refused("x: 1", "3:1: unknown key `x`, wanted one of `apiVersion`, `name`, `version`,"),
        refused(
            "default_action: maybe",
            "3:17: `default_action`: got `maybe`, wanted one of `allow`, `deny`"),
        refused(
            "default_action: true",
            "3:17: `default_action`: got a boolean `true`, wanted text (put it in quotes)"),
        refused("default_action:", "`default_action`: got nothing, wanted text"),
        refused("name: again", "3:1: duplicate key `name`; the first one is on line 2"),
        refused("conflict: deny-override", "did you mean `deny-overrides`?"),
        refused("scope: tennant", "3:8: `scope`: got `tennant`, did you mean `tenant`?"),
        refused(
            "extends: base.yaml",
            "3:10: `extends`: got `base.yaml`, wanted no `extends`: no other document can be read"),
        refused("rules: {}", "3:8: `rules`: got a mapping, wanted a list of rules"),
        refused("rules: [deny]", "3:9: got text, wanted a rule (a mapping)"),
        refused("agents: []", "3:9: `agents`: got an empty list, wanted at least one entry"),
        refused(
            "agents: *all", "3:9: got an alias (`*name`), wanted the value itself; quote globs"),
        refused("description: &d text", "3:14: got an anchor"),
        refused("description: !!str text", "3:14: got the tag `tag:yaml.org,2002:str`"),
        refused("<<: {}", "3:1: got a merge key (`<<`)"),
        refused("? [a]\n: b", "got a list as a key, wanted text"),
        refused("rules: [", "not valid YAML"),
        refused("\tname: x", "not valid YAML"),
        refused("---\na: b", "3:1: got a second document, wanted one document per file"),
        refused("rules: " + "[".repeat(17) + "]".repeat(17), "got deeper nesting than 16 levels"),
        refused("description: \"a\u0007\"", "3:16: got character U+7, wanted printable text"),
        refused("rules:\n- action: deny", "4:3: got a rule without `name`"),
        refused(
            "rules:\n- name: r",
            "4:3: got a rule without `action`, wanted one of `allow`, `deny`,"),
        refused(
            RULE + "- name: r\n  action: allow",
            "6:9: `name`: got `r`, which p.yaml:4 has already, wanted a unique name"),
        refused(
            RULE + "- name: \"r\\u200b\"\n  action: allow",
            "6:9: `name`: got `r\\u{200b}` with character U+200b"),
        refused(RULE + "  tool: x", "6:3: unknown key `tool` in a rule, did you mean `tools`?"),
        refused(
            RULE + "  Condition: x",
            "6:3: unknown key `Condition` in a rule, did you mean `condition`?"),
        refused(
            RULE + "  limit: 10/minute",
            "6:10: `limit`: got it with `action: deny`, wanted it with `action: allow` or `action: require_approval` only"),
        refused(
            "rules:\n- name: r\n  action: Deny",
            "5:11: `action`: got `Deny`, did you mean `deny`?"),
        refused(
            "rules:\n- name: r\n  action: block",
            "5:11: `action`: got `block`, wanted one of `allow`, `deny`, `require_approval`, `mask`, `warn`, `log`"),
        refused(
            "rules:\n- name: r\n  action: mask",
            "4:3: got `action: mask` without `mask`, wanted argument paths, or what to detect"),
        refused(
            RULE + "  mask: [args.x]",
            "6:9: `mask`: got it with `action: deny`, wanted it with `action: mask` only"),
        refused(
            RULE + "  approvers: [x]",
            "6:14: `approvers`: got it with `action: deny`, wanted it with `action: require_approval` only"),
        refused(
            "rules:\n- name: r\n  action: mask\n  mask: [tool.name]",
            "6:10: `mask`: got `tool.name`, wanted a path to an argument"),
        refused(
            "rules:\n- name: r\n  action: mask\n  mask: ['args.a b']",
            "6:18: `mask`: got `b`, wanted the end of the path"),
        refused(
            RULE + "  stage: pre_input\n  tools: [t]",
            "7:10: `tools`: got it with `stage: pre_input`, wanted it in stages with a tool only"),
        refused(
            ALLOW + "  limit: 10",
            "6:10: `limit`: got a number `10`, wanted text (put it in quotes)"),
        refused(
            ALLOW + "  limit: '10'",
            "6:10: `limit`: got `10`, wanted a number of calls and a window such as `10/minute`"),
        refused(ALLOW + "  limit: ten/minute", "got `ten/minute`, wanted a number of calls and"),
        refused(
            ALLOW + "  limit: 10/minutes",
            "6:10: `limit`: got `10/minutes`, did you mean `minute`?"),
        refused(
            ALLOW + "  limit: 10/week",
            "6:10: `limit`: got `10/week`, wanted one of `second`, `minute`, `hour`, `day`"),
        refused(ALLOW + "  limit: 10 / minute", "`limit`: got `10 / minute`, wanted a number of"),
        refused(ALLOW + "  limit: 0/day", "6:10: `limit`: got `0/day`, wanted 1 to 100000 calls"),
        refused(ALLOW + "  limit: 100001/day", "got `100001/day`, wanted 1 to 100000 calls"),
        refused(ALLOW + "  limit: 99999999999/day", "wanted 1 to 100000 calls"),
        refused(ALLOW + "  limit: -1/day", "got `-1/day`, wanted a number of calls and a window"),
        refused(MASK + "  mask: {}", "6:9: `mask`: got nothing to hide, wanted `paths`, `detect`"),
        refused(
            MASK + "  mask: {path: args.a}",
            "6:10: unknown key `path` in `mask`, did you mean `paths`?"),
        refused(
            MASK + "  mask: {detect: [email, ibna]}",
            "6:26: `detect`: got `ibna`, did you mean `iban`?"),
        refused(
            MASK + "  mask: {patterns: ['(?=x)']}", "6:22: `patterns`: got the pattern `(?=x)`"),
        refused(
            MASK + "  mask: {paths: tool.name}",
            "6:17: `paths`: got `tool.name`, wanted a path to an argument"),
        refused(
            MASK + "  mask: {paths: args.a, keep_last: 0}",
            "6:36: `keep_last`: got `0`, wanted a whole number from 1 to 64"),
        refused(
            MASK + "  stage: post_tool\n  mask: args.a",
            "7:9: `mask`: got paths, wanted `detect` or `patterns`: this stage has a text and no arguments"),
        refused(
            MASK + "  stage: pre_input\n  mask: {paths: args.a, detect: email}",
            "7:17: `paths`: got paths, wanted `detect` or `patterns`"),
        refused(
            MASK + "  stage: pre_output",
            "4:3: got `action: mask` without `mask`, wanted what to detect"),
        refused(
            RULE + "  condition: http.methode == 'GET'",
            "6:14: `condition`: got `http.methode`, did you mean `method`?"),
        refused(
            RULE + "  stage: later",
            "6:10: `stage`: got `later`, wanted one of `pre_input`, `pre_tool`"),
        refused(
            RULE + "  priority: high",
            "6:13: `priority`: got `high`, wanted a whole number of 32 bits"),
        refused(RULE + "  priority: '1'", "6:13: `priority`: got `1`, wanted a whole number"),
        refused(
            RULE + "  priority: 3000000000",
            "6:13: `priority`: got `3000000000`, wanted a whole number of 32 bits"),
        refused(RULE + "  enabled: yes", "6:12: `enabled`: got `yes`, wanted true or false"),
        refused(RULE + "  enabled: 'false'", "6:12: `enabled`: got `false`, wanted true or false"),
        refused(
            RULE + "  tools: []", "6:10: `tools`: got an empty list, wanted at least one entry"),
        refused(
            RULE + "  tools: [42]",
            "6:11: `tools`: got a number `42`, wanted text (put it in quotes)"),
        refused(RULE + "  tools: [null]", "6:11: `tools`: got nothing, wanted text"),
        refused(RULE + "  tools: ''", "6:10: `tools`: got nothing, wanted text"),
        refused(
            RULE + "  tools: \"a\\u202eb\"",
            "6:10: `tools`: got `a\\u{202e}b` with character U+202e"),
        refused(RULE + "  condition: true", "6:14: `condition`: got a boolean `true`, wanted text"),
        refused(RULE + "  condition: args.a = 1", "6:21: `condition`: got `=`, wanted `==`"),
        refused(RULE + "  condition: \"args.a = 1\"", "6:22: `condition`: got `=`, wanted `==`"),
        refused(
            RULE + "  condition: \"args['\\u00e9\\\"'] = 1\"",
            "6:32: `condition`: got `=`, wanted `==`"),
        refused(
            RULE + "  condition: 'args[''\u00e9''] = 1'",
            "6:27: `condition`: got `=`, wanted `==`"),
        refused(
            RULE + "  condition: >\n    args.a\n    = 1",
            "6:14: `condition`: got `=`, wanted `==`"));
  }

  private static Arguments refused(String body, String problem) {
    return Arguments.of(body, problem);
  }

  @ParameterizedTest
  @MethodSource("refusedDocuments")
  void saysWhereADocumentIsWrongWhatItGotAndWhatItWanted(String body, String problem) {
    assertThat(Policies.problems(Policies.document("p.yaml", body)))
        .anySatisfy(line -> assertThat(line).startsWith("p.yaml:").contains(problem));
  }

  @Test
  void reportsAllProblemsOfAllDocuments() {
    String body =
        "colour: red\nrules:\n- action: dney\n- name: r\n  action: deny\n  limit: 1/day\n";
    assertThat(
            Policies.problems(Policies.document("a.yaml", body), Policies.source("b.yaml", "{}")))
        .hasSize(6)
        .startsWith(
            "a.yaml:3:1: unknown key `colour`, wanted one of `apiVersion`, `name`, `version`,"
                + " `description`, `extends`, `agent`, `agents`, `scope`, `default_action`, `conflict`,"
                + " `rules`, `manifests`, `egress`, `boxes`")
        .endsWith(
            "b.yaml:1:1: got no `apiVersion`, wanted `apiVersion: governance.toolkit/v1`",
            "b.yaml:1:1: got no `name`, wanted the policy's name");
  }

  @Test
  void ordersProblemsByTheirPlace() {
    String body = "rules:\n- action: allow\n  prioritty: 1\ndefault_action: x\nconflict: y\n";
    assertThat(Policies.problems(Policies.document("p.yaml", body)))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("p.yaml:4:3:", "p.yaml:5:3:", "p.yaml:6:17:", "p.yaml:7:11:");
  }

  @Test
  void stopsCountingProblemsAtTheLimit() {
    String body = "rules:\n" + "- {}\n".repeat(1_000);
    assertThat(Policies.problems(Policies.document("p.yaml", body)))
        .hasSize(EngineLimits.POLICY_PROBLEMS);
  }

  @Test
  void refusesAnotherApiVersion() {
    assertThat(Policies.problems(Policies.source("p.yaml", "apiVersion: v2\nname: x\n")))
        .containsExactly(
            "p.yaml:1:13: `apiVersion`: got `v2`, wanted one of `governance.toolkit/v1`");
  }

  @Test
  void refusesARuleNameThatAnotherDocumentHas() {
    assertThat(
            Policies.problems(Policies.document("b.yaml", RULE), Policies.document("a.yaml", RULE)))
        .containsExactly(
            "b.yaml:4:9: `name`: got `r`, which a.yaml:4 has already, wanted a unique name");
  }

  @Test
  void refusesEmptyAndMissingDocuments() {
    assertThat(Policies.problems())
        .containsExactly("policy:1:1: got no document, wanted at least one");
    assertThat(Policies.problems(Policies.source("p.yaml", "# nothing\n")))
        .hasSize(1)
        .allSatisfy(
            line -> assertThat(line).contains("got an empty file, wanted a policy document"));
    assertThat(Policies.problems(Policies.source("p.yaml", "- a\n")))
        .containsExactly("p.yaml:1:1: got a list, wanted a policy document (a mapping)");
    PolicySource one = Policies.document("p.yaml", "");
    assertThat(Policies.problems(one, one)).contains("p.yaml:1:1: got the document twice");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "apiVersion: x\nname: r\u00e9f\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Policies.problems(new PolicySource("p.yaml", latin)))
        .containsExactly("p.yaml:2:8: got bytes that are not UTF-8, wanted UTF-8 text");
    byte[] cut = "name: \u00e9".getBytes(StandardCharsets.UTF_8);
    assertThat(Policies.problems(new PolicySource("p.yaml", java.util.Arrays.copyOf(cut, 7))))
        .containsExactly("p.yaml:1:7: got bytes that are not UTF-8, wanted UTF-8 text");
  }

  @Test
  void refusesADocumentOverTheSizeLimitWithoutReadingIt() {
    String text = "#" + "x".repeat(EngineLimits.DEFAULTS.policyBytes());
    assertThat(Policies.problems(Policies.source("p.yaml", text)))
        .containsExactly("p.yaml:1:1: got 1048577 bytes, wanted at most 1048576");
  }

  @Test
  void countsLinesAlikeWithEveryLineEnding() {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      String text =
          ("apiVersion: governance.toolkit/v1\nname: x\n" + RULE + "  condition: 'a = 1'\n")
              .replace("\n", end);
      assertThat(Policies.problems(Policies.source("p.yaml", text)))
          .containsExactly("p.yaml:6:17: `condition`: got `=`, wanted `==`");
    }
  }

  @Test
  void refusesDisabledRulesThatAreWrong() {
    String body = RULE + "  enabled: false\n  condition: 'a ='\n";
    assertThat(Policies.problems(Policies.document("p.yaml", body))).hasSize(1);
  }

  @Test
  void keepsToTheLimitsThatAreSet() {
    EngineLimits few = new EngineLimits(200, 2, 3, 1, 1, 1);
    String rules = "rules:\n- {name: a, action: log}\n- {name: b, action: log, enabled: false}\n";

    assertThat(problems(few, rules)).isEmpty();
    assertThat(problems(few, rules + "- {name: c, action: log}\n- {name: d, action: log}\n"))
        .containsExactly(
            "p.yaml:6:10: got more than 2 rules, wanted at most that (`limits.rules`)");
    assertThat(problems(few, "description: " + "x".repeat(200)))
        .containsExactly("p.yaml:1:1: got 258 bytes, wanted at most 200");
    assertThat(problems(few, RULE + "  condition: ((((a))))\n"))
        .containsExactly("p.yaml:6:17: `condition`: got deeper nesting than 3 levels");
    assertThat(problems(few, "manifests: [{agent: a, tools: [t, u]}]\n"))
        .containsExactly(
            "p.yaml:3:35: got more than 2 rules, wanted at most that (`limits.rules`)");
  }

  private static java.util.List<String> problems(EngineLimits limits, String body) {
    try {
      PolicyParser.parse(
          java.util.List.of(Policies.document("p.yaml", body)), limits, ParentDocuments.NONE);
      return java.util.List.of();
    } catch (PolicyException e) {
      return java.util.List.of(e.getMessage().split("\n", -1));
    }
  }

  @Test
  void refusesLimitsOutOfTheirRange() {
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineLimits(1, 1, 257, 1, 1, 1))
        .withMessage("conditionDepth: got 257, wanted a number from 1 to 256");
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineLimits(1, 0, 1, 1, 1, 1));
  }

  @Test
  void ordinaryDocumentsHaveNoWarnings() {
    assertThat(Policies.policy(RULE).warnings()).isEmpty();
  }
}
