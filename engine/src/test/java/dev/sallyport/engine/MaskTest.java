package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "args.a|{'a':'secret','b':'kept'}|{'a':'***','b':'kept'}",
        "a|{'a':12.50}|{'a':0}",
        "args.a|{'a':true}|{'a':false}",
        "args.a|{'a':[1,'x',[true],{'k':'v','n':null}]}|{'a':[0,'***',[false],{'k':'***','n':null}]}",
        "args.a.b|{'a':{'b':'x','c':1.50}}|{'a':{'b':'***','c':1.50}}",
        "args.a[1]|{'a':['x','y','z']}|{'a':['x','***','z']}",
        "args.a[*].b|{'a':[{'b':1},{},{'b':'x','c':2}]}|{'a':[{'b':0},{},{'b':'***','c':2}]}",
        "args['odd key']|{'odd key':'x'}|{'odd key':'***'}",
        "args.a.b|{'a':'{}'}|{'a':'***'}",
        "args.a[0]|{'a':{'b':'x'}}|{'a':{'b':'***'}}",
        "args.a[*]|{'a':7}|{'a':0}",
        "args.a|{'b':'\\u0001\\t\\\\ \\u00e9\\u001f','a':1}|{'b':'\\u0001\\t\\\\ \\u00e9\\u001f','a':0}",
        "args.a|{'b':1e3,'c':-2.50E-7,'a':1}|{'b':1e3,'c':-2.50E-7,'a':0}",
      })
  void replacesValuesByHarmlessOnesOfTheSameType(String path, String arguments, String masked) {
    Decision decision = Policies.decide(masking(path), "t", arguments.replace('\'', '"'));

    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
    assertThat(decision.maskedArguments()).isEqualTo(masked.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "args.a|{}",
        "args.a|{'a':null}",
        "args.a.b|{'a':{}}",
        "args.a.b|{'a':null}",
        "args.a[3]|{'a':[1]}",
        "args.a[*].b|{'a':[]}",
      })
  void leavesArgumentsWithNothingToMaskAsTheyAre(String path, String arguments) {
    assertThat(Policies.decide(masking(path), "t", arguments.replace('\'', '"')).maskedArguments())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'a':'12345678','b':'1234567','c':'x','d':''}|{'a':'***5678','b':'***','c':'***','d':'***'}",
        "{'a':'\ud83d\ude00234567\ud83d\ude00'}|{'a':'***567\ud83d\ude00'}",
        "{'a':12345678,'b':true,'c':null,'d':['12345678']}|{'a':0,'b':false,'c':null,'d':['***5678']}",
      })
  void keepsTheLastCharactersOfTextsLongEnough(String arguments, String masked) {
    PolicySet policy =
        Policies.policy(
            "default_action: allow\nrules:\n- name: m\n  action: mask\n"
                + "  mask: {paths: [a, b, c, d], keep_last: 4}\n");

    Decision decision = Policies.decide(policy, "t", arguments.replace('\'', '"'));

    assertThat(decision.maskedArguments()).isEqualTo(masked.replace('\'', '"'));
  }

  @Test
  void masksOneRuleAfterTheOther() {
    PolicySet policy =
        Policies.policy(
            "default_action: allow\nrules:\n"
                + "- {name: m1, action: mask, mask: {paths: a, keep_last: 4}}\n"
                + "- {name: m2, action: mask, mask: {paths: a, keep_last: 2}, priority: -1}\n"
                + "- {name: m3, action: mask, mask: {paths: b, keep_last: 4}}\n"
                + "- {name: m4, action: mask, mask: b}\n");

    assertThat(
            Policies.decide(policy, "t", "{\"a\":\"12345678\",\"b\":\"12345678\"}")
                .maskedArguments())
        .isEqualTo("{\"a\":\"***78\",\"b\":\"***\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"{'a':'***'}", "{'a':0}", "{'a':false}", "{'a':null}", "{'a':['***',{'b':0}]}"})
  void changesNothingThatIsMaskedAlready(String arguments) {
    Decision decision = Policies.decide(masking("args.a"), "t", arguments.replace('\'', '"'));

    assertThat(decision.maskedArguments()).isNull();
  }

  @Test
  void masksTheTextThatPassesInOtherStages() {
    for (Stage stage : Stage.values()) {
      PolicySet policy =
          Policies.policy(
              "default_action: allow\nrules:\n- name: m\n  action: mask\n  stage: "
                  + stage.word()
                  + "\n  mask: {detect: [card_number], patterns: ['\\d+'], keep_last: 2}\n");
      CallView call = new CallView().tool("t").arguments("{}").stage(stage).content("4111 1111");

      Decision decision = new PolicyDecisionPoint(policy).decide(call);

      assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
      assertThat(decision.maskedArguments()).isNull();
      if (stage == Stage.PRE_TOOL) {
        assertThat(decision.maskedContent()).isNull();
      } else {
        assertThat(decision.maskedContent()).startsWith("***").doesNotContain("4111");
      }
    }
  }

  @Test
  void masksNoTextThatIsNotThereOrDoesNotPass() {
    String mask = "rules: [{name: m, action: mask, stage: post_tool, mask: {detect: email}}]\n";
    CallView call = new CallView().tool("t").stage(Stage.POST_TOOL);

    PolicySet open = Policies.policy("default_action: allow\n" + mask);
    assertThat(new PolicyDecisionPoint(open).decide(call).maskedContent()).isNull();
    PolicySet closed = Policies.policy(mask);
    Decision denied = new PolicyDecisionPoint(closed).decide(call.content("a@b.com"));
    assertThat(denied.effect()).isEqualTo(Effect.DENY);
    assertThat(denied.maskedContent()).isNull();
  }

  @Test
  void masksOnlyCallsThatAreAllowed() {
    for (String action : new String[] {"deny", "require_approval"}) {
      PolicySet policy =
          Policies.policy(
              "default_action: allow\nrules:\n- {name: m, action: mask, mask: [a]}\n- {name: d, action: "
                  + action
                  + "}\n");
      assertThat(Policies.decide(policy, "t", "{\"a\":1}").maskedArguments()).isNull();
    }
    PolicySet byDefault = Policies.policy("rules:\n- {name: m, action: mask, mask: [a]}\n");
    Decision denied = Policies.decide(byDefault, "t", "{\"a\":1}");
    assertThat(denied.effect()).isEqualTo(Effect.DENY);
    assertThat(denied.maskedArguments()).isNull();
  }

  @Test
  void masksByEveryMatchingRuleAlsoOneThatErrs() {
    PolicySet policy =
        Policies.policy(
            "default_action: allow\n"
                + "rules:\n"
                + "- {name: m1, action: mask, mask: [a, b], condition: 'args.n > 1'}\n"
                + "- {name: m2, action: mask, mask: c, tools: t}\n"
                + "- {name: m3, action: mask, mask: d, tools: other}\n");

    Decision decision =
        Policies.decide(policy, "t", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"n\":\"2\"}");

    assertThat(decision.maskedArguments())
        .isEqualTo("{\"a\":0,\"b\":0,\"c\":0,\"d\":4,\"n\":\"2\"}");
    assertThat(decision.erringRules()).containsExactly("m1");
    assertThat(decision.rule()).isNull();
  }

  private static PolicySet masking(String path) {
    return Policies.policy(
        "default_action: allow\nrules:\n- name: m\n  action: mask\n  mask: [\"" + path + "\"]\n");
  }
}
