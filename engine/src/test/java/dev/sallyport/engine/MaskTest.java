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
        "args.a|{'b':'\\u0001\\t\\\\ \\u00e9\\u001f','a':1}|{'b':'\\u0001\\u0009\\\\ \u00e9\\u001f','a':0}",
        "args.a|{'b':1e3,'c':-2.50E-7,'a':1}|{'b':1E+3,'c':-2.50E-7,'a':0}",
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
