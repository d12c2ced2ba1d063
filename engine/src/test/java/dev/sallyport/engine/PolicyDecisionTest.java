package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDecisionTest {
  @Test
  void runsADocumentOfTheToolkitUnchanged() {
    PolicySet policy =
        Policies.parse(
            Policies.source(
                "toolkit.yaml",
                """
                apiVersion: governance.toolkit/v1
                name: production-policy
                version: 1.0
                description: What the agents must not do
                agents: ['*']
                default_action: allow
                rules:
                  - name: block-destructive
                    condition: "action.type in ['drop', 'delete', 'truncate']"
                    action: deny
                    description: "Destructive operations need a person"
                  - name: approve-mail
                    condition: "action.type == 'send_email'"
                    action: require_approval
                    approvers: ["security-team", desk]
                """));

    assertThat(policy.ruleCount()).isEqualTo(2);
    assertThat(Policies.decide(policy, "search", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(Policies.decide(policy, "drop", "{}").rule()).isEqualTo("block-destructive");
    assertThat(Policies.decide(policy, "sql", "{\"action\":\"drop\"}").effect())
        .isEqualTo(Effect.DENY);
    Decision mail = Policies.decide(policy, "send_email", "{\"to\":\"a@b.example\"}");
    assertThat(mail.effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    assertThat(mail.rule()).isEqualTo("approve-mail");
    assertThat(mail.approvers()).containsExactly("security-team", "desk");
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy);
    assertThat(point.decide(new CallView().tool("drop")).effect()).isEqualTo(Effect.DENY);
    assertThat(point.decide(new CallView().tool("look")).effect()).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @CsvSource({
    "50, EUR, ALLOW, small",
    "100.00, USD, ALLOW, small",
    "100.01, USD, REQUIRE_APPROVAL, large",
    "50, GBP, DENY, ",
    "'\"50\"', EUR, REQUIRE_APPROVAL, large",
    "null, EUR, REQUIRE_APPROVAL, large",
    "9223372036854775808, EUR, REQUIRE_APPROVAL, large",
    "-1, EUR, ALLOW, small",
  })
  void judgesRefundsByAmount(String amount, String currency, Effect effect, String rule) {
    PolicySet policy =
        Policies.policy(
            """
            rules:
              - name: small
                tools: [issue_refund]
                condition: "args.amount <= 100 and args.currency in ['EUR', 'USD']"
                action: allow
              - name: large
                tools: [issue_refund]
                condition: "args.amount > 100"
                action: require_approval
            """);
    String arguments = "{\"amount\":" + amount + ",\"currency\":\"" + currency + "\"}";

    Decision decision = Policies.decide(policy, "issue_refund", arguments);

    assertThat(decision.effect()).isEqualTo(effect);
    assertThat(decision.rule()).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "send_money, send_money, true",
    "send_money, SEND_MONEY, false",
    "send_money, send_money2, false",
    "send_*, send_money, true",
    "send_*, send_, true",
    "send_*, resend_x, false",
    "'*', x, true",
    "*_money, send_money, true",
    "*e*m*y, send_money, true",
    "*e*m*z, send_money, false",
    "s?nd, send, true",
    "s?nd, snd, false",
    "s??nd, s\uD83D\uDE00nd, false",
    "s?nd, s\uD83D\uDE00nd, true",
    "a*a*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    "a.c, abc, false",
    "'[ab]', a, false",
    "caf\u00e9, caf\u00e9, true",
    "cafe\u0301, caf\u00e9, true",
    "caf?, caf\u00e9, true",
  })
  void matchesToolsByNameOrGlob(String pattern, String tool, boolean matches) {
    PolicySet policy =
        Policies.policy("rules: [{name: r, tools: \"" + pattern + "\", action: allow}]\n");

    assertThat(Policies.decide(policy, tool, "{}").effect())
        .isEqualTo(matches ? Effect.ALLOW : Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send_mone\u0079\u0301\u0300x\u200b",
        "send\u200bmoney",
        "send\u200dmoney",
        "\ufeffsend_money",
        "send_money\u0000",
        "send_money\n",
        "send_money ",
        " send_money",
        "send\u00a0money",
        "send\u3000money",
        "send\u2028money",
        "\u202esend_money",
        "send\u2066money",
        "send\u00admoney",
        "send\ufe0fmoney",
        "send\u115fmoney",
        "send\u034fmoney",
        "send\ue000money",
        "send\ud800money",
        "cafe\u0301",
        "\u212b",
        "",
        "\u0378",
      })
  void deniesToolNamesThatNobodyCanRead(String tool) {
    PolicySet policy = Policies.policy("default_action: allow\nrules: [{name: r, action: allow}]");

    Decision decision = Policies.decide(policy, tool, "{}");

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.error()).startsWith("tool name: got ");
  }

  @Test
  void deniesCallsWithoutAToolNameOrWithAHugeOne() {
    PolicySet policy = Policies.policy("default_action: allow\n");
    assertThat(new PolicyDecisionPoint(policy).decide(new CallView()).error())
        .isEqualTo("tool name: got none, wanted a name");
    assertThat(Policies.decide(policy, "x".repeat(513), "{}").error())
        .isEqualTo("tool name: got 513 characters, wanted at most 512");
    assertThat(Policies.decide(policy, "x".repeat(512), "{}").effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void confusableNamesAreOtherNames() {
    PolicySet policy = Policies.policy("rules: [{name: r, tools: send_money, action: allow}]");
    assertThat(Policies.decide(policy, "send_m\u043eney", "{}").effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void limitsRulesAndDocumentsToAgents() {
    PolicySet policy =
        Policies.parse(
            Policies.document("a.yaml", "agents: [desk]\nrules: [{name: a, action: allow}]"),
            Policies.document("b.yaml", "rules: [{name: b, agents: 'intern-*', action: deny}]"));
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy);

    assertThat(point.decide(new CallView().tool("t").agent("desk")).effect())
        .isEqualTo(Effect.ALLOW);
    assertThat(point.decide(new CallView().tool("t").agent("Desk")).effect())
        .isEqualTo(Effect.DENY);
    assertThat(point.decide(new CallView().tool("t").agent("intern-1")).rule()).isEqualTo("b");
  }

  @Test
  void failsClosedWhenARuleNamesAgentsAndTheAgentIsUnknown() {
    PolicySet policy =
        Policies.policy(
            "default_action: allow\n"
                + "rules:\n"
                + "- {name: d, agents: [intern], tools: [pay], action: deny}\n"
                + "- {name: a, agents: [desk], tools: [pay], action: allow}\n");

    Decision decision =
        new PolicyDecisionPoint(policy).decide(new CallView().tool("pay").arguments("{}"));

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.rule()).isEqualTo("d");
    assertThat(decision.erringRules()).containsExactly("d", "a");
    assertThat(new PolicyDecisionPoint(policy).decide(new CallView().tool("look")).effect())
        .isEqualTo(Effect.ALLOW);
  }

  @Test
  void theFirstRuleOfTheWinningEffectDeterminesHigherPriorityFirst() {
    PolicySet policy =
        Policies.parse(
            Policies.document("2.yaml", "rules: [{name: d3, action: deny, priority: 1}]"),
            Policies.document(
                "1.yaml",
                "rules:\n"
                    + "- {name: a, action: allow, priority: 9}\n"
                    + "- {name: d1, action: deny, tools: x}\n"
                    + "- {name: d2, action: deny, tools: [x, y]}\n"
                    + "- {name: d4, action: deny, priority: 1, enabled: false}\n"));

    assertThat(Policies.decide(policy, "x", "{}").rule()).isEqualTo("d3");
    PolicySet equal =
        Policies.policy("rules: [{name: d1, action: deny, tools: x}, {name: d2, action: deny}]");
    assertThat(Policies.decide(equal, "x", "{}").rule()).isEqualTo("d1");
    assertThat(Policies.decide(equal, "y", "{}").rule()).isEqualTo("d2");
    assertThat(policy.ruleCount()).isEqualTo(4);
  }

  @Test
  void deniesByDefaultIfAnyDocumentDoes() {
    PolicySource open = Policies.document("a.yaml", "default_action: allow\n");
    assertThat(Policies.decide(Policies.parse(open), "t", "{}").effect()).isEqualTo(Effect.ALLOW);
    PolicySet both = Policies.parse(open, Policies.document("b.yaml", ""));
    Decision decision = Policies.decide(both, "t", "{}");
    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.rule()).isNull();
    assertThat(decision.error()).isNull();
  }

  @Test
  void notesWarnAndLogRulesWithoutChangingTheOutcome() {
    PolicySet policy =
        Policies.policy(
            "rules:\n"
                + "- {name: a, action: allow, tools: x}\n"
                + "- {name: w, action: warn, condition: 'args.a > 1'}\n"
                + "- {name: l, action: log, tools: y}\n");

    Decision allowed = Policies.decide(policy, "x", "{\"a\":\"many\"}");
    assertThat(allowed.effect()).isEqualTo(Effect.ALLOW);
    assertThat(allowed.notedRules()).containsExactly("w");
    assertThat(allowed.erringRules()).containsExactly("w");
    Decision denied = Policies.decide(policy, "y", "{}");
    assertThat(denied.effect()).isEqualTo(Effect.DENY);
    assertThat(denied.notedRules()).containsExactly("l");
  }

  @Test
  void digestsNamesAndContentsWhateverTheirOrder() throws Exception {
    PolicySource a = Policies.document("a.yaml", "");
    PolicySource b = Policies.document("b.yaml", "default_action: allow\n");
    MessageDigest expected = MessageDigest.getInstance("SHA-256");
    for (PolicySource source : new PolicySource[] {a, b}) {
      expected.update(new byte[] {0, 0, 0, 6});
      expected.update(source.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      expected.update(java.nio.ByteBuffer.allocate(4).putInt(source.content().length).array());
      expected.update(source.content());
    }
    byte[] digest = expected.digest();

    assertThat(Policies.parse(a, b).digest()).isEqualTo(digest);
    assertThat(Policies.parse(b, a).digest()).isEqualTo(digest);
    assertThat(Policies.parse(b, a).digestHex())
        .isEqualTo(java.util.HexFormat.of().formatHex(digest));
    assertThat(Policies.parse(a).digest()).isNotEqualTo(digest);
  }

  @Test
  void digestsOneSourceAsSha256sumDoesWhereverItLies() throws Exception {
    PolicySource here = Policies.document("/srv/a/sallyport.yaml", "");
    PolicySource there = new PolicySource("/opt/b/sallyport.yaml", here.content());
    byte[] content = MessageDigest.getInstance("SHA-256").digest(here.content());

    assertThat(Policies.parse(here).digest()).isEqualTo(content);
    assertThat(Policies.parse(there).digest()).isEqualTo(content);
  }

  @Test
  void acceptsAByteOrderMarkAndBlockScalars() {
    PolicySet policy =
        Policies.parse(
            Policies.source(
                "p.yaml",
                "\ufeffapiVersion: governance.toolkit/v1\nname: x\nrules:\n- name: r\n"
                    + "  action: allow\n  condition: >\n    args.a == 1 and\n    args.b == 2\n"));
    assertThat(Policies.decide(policy, "t", "{\"a\":1,\"b\":2}").effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void aClearedViewIsEmpty() {
    CallView view =
        new CallView().tool("t").arguments("{}").agent("a").session("s").framework("f 1");
    assertThat(view.framework()).isEqualTo("f 1");
    view.clear();
    assertThat(view.tool()).isNull();
    assertThat(view.arguments()).isNull();
    assertThat(view.agent()).isNull();
    assertThat(view.session()).isNull();
    assertThat(view.framework()).isNull();
  }
}
