package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents are recognised by their shape; {@code governance.toolkit/v1} as others write it. */
class DialectTest {
  /** In the form of the example at the head of the toolkit's README. */
  private static final String GOVERNED =
      """
      apiVersion: governance.toolkit/v1
      name: shop
      default_action: allow
      rules:
        - name: nothing-is-erased
          condition: "action.type in ['erase', 'purge', 'wipe']"
          action: deny
          description: "What is gone is gone"

        - name: mail-is-approved
          condition: "action.type == 'mail'"
          action: require_approval
          approvers: ["front-desk"]
      """;

  private static final String NEVER = "conditions that never hold there";

  private static Effect effect(String document, String tool, String json) {
    PolicySet policy = Policies.parse(Policies.source("p.yaml", document));
    return Policies.decide(policy, tool, json.replace('\'', '"')).effect();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "erase|{}|DENY",
        "shop_tool|{'action':'purge'}|DENY",
        "erase|{'action':'read'}|DENY",
        "mail|{'to':'x'}|REQUIRE_APPROVAL",
        "shop_tool|{'action':'mail'}|REQUIRE_APPROVAL",
        "search|{'action':'read'}|ALLOW",
        "search|{}|ALLOW",
      })
  void decidesByADocumentWrittenForGovern(String tool, String json, Effect effect) {
    assertThat(effect(GOVERNED, tool, json)).isEqualTo(effect);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "agent: desk|desk|DENY",
        "agent: desk|other|ALLOW",
        "agent: 'de*'|desk|DENY",
        "agents: [desk]|desk|DENY",
        "agent: till;agents: [desk, yard]|desk|DENY",
        "agent: desk;agents: [till]|desk|DENY",
        "agent: desk;agents: [till]|yard|ALLOW",
        "agents: ['*']|yard|DENY",
        "description: no agents|yard|DENY",
      })
  void limitsADocumentToItsAgents(String header, String agent, Effect effect) {
    PolicySet policy =
        Policies.policy(
            header.replace(';', '\n')
                + "\ndefault_action: allow\nrules: [{name: r, action: deny}]\n");

    CallView call = new CallView().tool("t").agent(agent);

    assertThat(new PolicyDecisionPoint(policy).decide(call).effect()).isEqualTo(effect);
  }

  @Test
  void deniesByARuleThatHasAConditionAndNoAction() {
    PolicySet policy =
        Policies.policy(
            "default_action: allow\nrules:\n- name: r\n  condition: args.data.secret\n");

    assertThat(Policies.decide(policy, "t", "{\"data\":{\"secret\":true}}").rule()).isEqualTo("r");
    assertThat(Policies.decide(policy, "t", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(policy.warnings())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "p.yaml:5:3: no `action`: the rule denies, there and here; write `action: deny`");
  }

  @ParameterizedTest
  @CsvSource({"mask, x", "approvers, x", "limit, 3/day"})
  void refusesARuleWhoseActionCannotBeGuessed(String key, String value) {
    assertThat(
            Policies.problems(
                Policies.document(
                    "p.yaml", "rules:\n- {name: r, condition: a, " + key + ": " + value + "}\n")))
        .contains(
            "p.yaml:4:3: got a rule without `action`, wanted one of `allow`, `deny`,"
                + " `require_approval`, `mask`, `warn`, `log`");
  }

  @ParameterizedTest
  @CsvSource({
    "deny_overrides, DENY_OVERRIDES",
    "allow_overrides, ALLOW_OVERRIDES",
    "priority_first_match, PRIORITY_FIRST",
    "most_specific_wins, MOST_SPECIFIC",
  })
  void knowsStrategiesByTheirOtherNames(String word, ConflictStrategy strategy) {
    assertThat(Policies.policy("conflict: " + word + "\n").strategy()).isEqualTo(strategy);
  }

  @Test
  void refusesADocumentOfNoKnownShape() {
    assertThat(
            Policies.problems(
                Policies.source("p.yaml", "kind: Policy\nspec: {}\nmetadata: {}\nstatus: {}\n")))
        .containsExactly(
            "p.yaml:1:1: got a document with `kind`, `spec`, `metadata`, wanted `apiVersion:"
                + " governance.toolkit/v1`, or an older document (`rules` with `field`, `operator`"
                + " and `value`), or an agent's manifest (`agent`, `manifest`)");
  }

  @Test
  void asksForTheApiVersionWhereOnlyThatIsMissing() {
    assertThat(
            Policies.problems(
                Policies.source(
                    "p.yaml",
                    "name: x\nversion: '1.0'\nrules:\n- {name: r, condition: a, action: deny}\n")))
        .containsExactly(
            "p.yaml:1:1: got no `apiVersion`, wanted `apiVersion: governance.toolkit/v1`");
  }

  @Test
  void readsTheManifestOfOneAgent() {
    String document =
        """
        agent: desk
        name: The desk
        manifest:
          tools:
            - search
            - name: refund
              classification: confidential
              max_calls_per_minute: 2
              max_amount: 10
              parameters:
                note: {type: string, max_length: 4}
            - name: close
              requires_human_approval: true
          denied_tools: [drop]
        """;
    PolicySet policy = Policies.parse(Policies.source("p.yaml", document));

    assertThat(policy.defaultEffect()).isEqualTo(Effect.DENY);
    assertThat(policy.warnings()).isEmpty();
    assertThat(policy.limits())
        .containsExactly(new RuleLimit("manifest:desk:refund", new RateLimit(2, 60)));
    assertThat(decide(policy, "desk", "search", "{}")).isEqualTo("ALLOW manifest:desk:search");
    assertThat(decide(policy, "desk", "refund", "{'amount':10,'note':'abcd'}"))
        .isEqualTo("ALLOW manifest:desk:refund");
    assertThat(decide(policy, "desk", "refund", "{'amount':11}"))
        .isEqualTo("DENY manifest:desk:refund:max_amount");
    assertThat(decide(policy, "desk", "refund", "{'amount':1,'note':'abcde'}"))
        .isEqualTo("DENY manifest:desk:refund:note:max_length");
    assertThat(decide(policy, "desk", "refund", "{'amount':1,'note':5}"))
        .startsWith("DENY manifest:desk:refund:note:");
    assertThat(decide(policy, "desk", "close", "{}"))
        .isEqualTo("REQUIRE_APPROVAL manifest:desk:close");
    assertThat(decide(policy, "desk", "drop", "{}")).startsWith("DENY manifest:desk");
    assertThat(decide(policy, "desk", "other", "{}")).isEqualTo("DENY manifest:desk");
    assertThat(decide(policy, "till", "search", "{}")).isEqualTo("DENY null");
  }

  private static String decide(PolicySet policy, String agent, String tool, String json) {
    CallView call = new CallView().tool(tool).agent(agent).arguments(json.replace('\'', '"'));
    Decision decision = new PolicyDecisionPoint(policy, new WindowlessCounter(policy)).decide(call);
    return decision.effect() + " " + decision.rule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "manifest: {tools: []}~1:1: got a manifest without `agent`, wanted an agent's name or a glob",
        "{agent: a, manifest: [x]}~1:22: `manifest`: got a list, wanted a mapping with `tools`",
        "{agent: a, manifest: }~1:1: `manifest`: got nothing, wanted a mapping with `tools`",
        "{agent: a, manifest: {}}~1:22: got a manifest without `tools`, wanted a list of tools",
        "{agent: a, manifest: {tools: [], agent: a}}~1:41: `agent`: got the agent twice, wanted it once",
        "{agent: a, manifest: {tool: []}}~1:23: unknown key `tool` in a manifest, did you mean `tools`?",
        "{agent: a, rules: [], manifest: {tools: []}}~1:12: unknown key `rules` beside `manifest`, wanted one of `agent`, `manifest`,",
        "{agnt: a, manifest: {tools: []}}~1:2: unknown key `agnt` beside `manifest`, did you mean `agent`?",
      })
  void saysWhereAManifestByItselfIsWrong(String document, String problem) {
    assertThat(Policies.problems(Policies.source("p.yaml", document)))
        .anySatisfy(line -> assertThat(line).startsWith("p.yaml:" + problem));
  }

  @Test
  void saysWhereTheDialectsMeet() {
    PolicySource older = Policies.source("a.yaml", "defaults: {action: deny}\n");
    PolicySource open = Policies.document("b.yaml", "rules: []\n");

    assertThat(Policies.problems(older, open))
        .containsExactly(
            "b.yaml:1:1: got no `conflict` beside a.yaml, an older document in which the highest"
                + " priority decides, wanted a file with `conflict: priority-first`");
    assertThat(
            Policies.problems(
                older, Policies.source("c.yaml", "{agent: a, manifest: {tools: [t]}}\n")))
        .containsExactly(
            "c.yaml:1:1: got no `conflict` beside a.yaml, an older document in which the highest"
                + " priority decides, wanted a file with `conflict: priority-first`");
    assertThat(Policies.problems(older, Policies.document("b.yaml", "conflict: deny-overrides\n")))
        .containsExactly(
            "b.yaml:3:11: `conflict`: got `deny-overrides`, but a.yaml:1 has `priority-first`,"
                + " wanted the same in all files");
    assertThat(
            Policies.parse(older, Policies.document("b.yaml", "conflict: priority-first\n"))
                .strategy())
        .isEqualTo(ConflictStrategy.PRIORITY_FIRST);
  }

  @Test
  void warnsWhereGovernMeantSomethingElse() {
    String document =
        """
        apiVersion: governance.toolkit/v1
        name: brought-over
        conflict: priority_first_match
        rules:
          - name: a
            condition: "action.type == 'export' and user.role != 'admin'"
            action: deny
          - name: b
            condition: "data.amount > 100 or data.secret"
            action: warn
          - name: c
            condition: "data.kind == 5"
            action: allow
            limit: 5/minute
          - name: d
            condition: "k8s.verb in ['delete', 'patch']"
        """;

    assertThat(Policies.parse(Policies.source("p.yaml", document)).warnings())
        .extracting(warning -> warning.line() + " " + start(warning.message()))
        .containsExactly(
            "3 equal priorities",
            "6 `action.type`",
            "6 names such as `user.role`",
            "6 `!=`",
            "9 `<`, `<=`, `>`, `>=`",
            "9 a name alone",
            "10 `warn` and `log`",
            "12 conditions that never hold there",
            "14 `limit`",
            "15 no `action`");
  }

  private static String start(String message) {
    return message.substring(0, message.indexOf(": "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "data.kind == ''|true",
        "data.kind == true|true",
        "data.kind in ['a', 5]|true",
        "data.kind < 'b'|true",
        "data.kind > -5|true",
        "true or data.kind == 'a'|true",
        "data.kind == 'this or that'|true",
        "data.kind == 'this and that'|true",
        "data.kind == 'a' or data.kind == 'b'|false",
        "data.kind > 5|false",
        "data.kind in ['a', 'b']|false",
      })
  void warnsOfConditionsThatNeverHeldElsewhere(String condition, boolean warned) {
    List<PolicyProblem> warnings =
        Policies.policy("rules: [{name: r, action: deny, condition: \"" + condition + "\"}]\n")
            .warnings();

    assertThat(warnings)
        .extracting(warning -> start(warning.message()).equals(NEVER))
        .isNotEmpty()
        .contains(warned)
        .satisfies(found -> assertThat(found.contains(true)).isEqualTo(warned));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "rules: [{name: r, action: warn, condition: args.x != 1}]",
        "rules: [{name: r, action: warn, condition: not (x != 1)}]",
        "rules: [{name: r, action: warn, condition: has(x)}]",
        "rules: [{name: r, action: warn, condition: x contains 'y'}]",
        "rules: [{name: r, action: warn, condition: 'x[0] != 1'}]",
        "rules: [{name: r, action: warn, condition: 'x not in [1]'}]",
        "rules: [{name: r, action: warn, condition: x != null}]",
        "rules: [{name: r, action: warn, condition: tool.name != 'x'}]",
        "rules: [{name: r, action: warn, condition: time.hour != 1}]",
        "rules: [{name: r, action: warn, condition: x != 1, tools: [t]}]",
        "rules: [{name: r, action: warn, condition: x != 1}, {name: s, action: warn}]",
        "{conflict: deny-overrides, rules: [{name: r, action: warn, condition: x != 1}]}",
        "{manifests: [], rules: [{name: r, action: warn, condition: x != 1}]}",
        "rules: [{name: r, action: mask, mask: a, condition: x != 1}]",
      })
  void hasNoWarningsForDocumentsOfItsOwn(String body) {
    String text = body.startsWith("{") ? body.substring(1, body.length() - 1) : body;
    String lines = text.replace("overrides, rules", "overrides\nrules").replace("[], r", "[]\nr");

    assertThat(Policies.policy(lines + "\n").warnings()).isEmpty();
  }
}
