package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {
  private static final PolicySet ONE_RULE_EACH =
      Policies.policy(
          "rules:\n"
              + "- {name: pre_input, action: allow, stage: pre_input}\n"
              + "- {name: before, action: allow}\n"
              + "- {name: post_tool, action: allow, stage: post_tool}\n"
              + "- {name: pre_output, action: allow, stage: pre_output}\n");

  private static CallView call(Stage stage) {
    CallView call = new CallView().stage(stage).agent("desk").content("the text");
    return stage.hasTool() ? call.tool("t").arguments("{\"a\":1}") : call;
  }

  private static Decision decide(String body, CallView call) {
    return new PolicyDecisionPoint(Policies.policy(body)).decide(call);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void asksTheRulesOfTheCallsStageOnly(Stage stage) {
    Decision decision = new PolicyDecisionPoint(ONE_RULE_EACH).decide(call(stage));

    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
    assertThat(decision.rule()).isEqualTo(stage == Stage.PRE_TOOL ? "before" : stage.word());
  }

  @Test
  void knowsWhichStagesHaveRulesInForce() {
    assertThat(ONE_RULE_EACH.stages()).containsExactly(Stage.values());
    assertThat(Policies.policy("").stages()).isEmpty();
    PolicySet disabled =
        Policies.policy(
            "rules:\n"
                + "- {name: a, action: deny, stage: pre_input, enabled: false}\n"
                + "- {name: b, action: deny, stage: post_tool}\n");
    assertThat(disabled.stages()).containsExactly(Stage.POST_TOOL);
  }

  @ParameterizedTest
  @CsvSource({"pre_input, true", "pre_tool, false", "post_tool, true", "pre_output, true"})
  void readsTheTextThatPasses(String stage, boolean readable) {
    String rule =
        "default_action: allow\n"
            + "rules: [{name: r, action: deny, stage: "
            + stage
            + ", condition: \"content.text contains 'text'\"}]\n";

    Decision decision = decide(rule, call(Stage.valueOf(stage.toUpperCase(Locale.ROOT))));

    assertThat(decision.effect()).isEqualTo(readable ? Effect.DENY : Effect.ALLOW);
    assertThat(decision.erringRules()).isEmpty();
  }

  @Test
  void aTextThatIsNotThereIsMissing() {
    String rule =
        "default_action: allow\n"
            + "rules: [{name: r, action: deny, stage: post_tool, condition: \"content.text != 'x'\"},\n"
            + "  {name: h, action: warn, stage: post_tool, condition: has(content.text)}]\n";

    assertThat(decide(rule, call(Stage.POST_TOOL).content(null)).effect()).isEqualTo(Effect.ALLOW);
    assertThat(decide(rule, call(Stage.POST_TOOL)).notedRules()).containsExactly("h");
  }

  @Test
  void knowsTheCallAlsoAfterTheTool() {
    String rule =
        "rules:\n- name: r\n  action: allow\n  stage: post_tool\n  tools: t\n"
            + "  condition: \"args.a == 1 and tool.name == 't' and agent.name == 'desk'\"\n";

    assertThat(decide(rule, call(Stage.POST_TOOL)).effect()).isEqualTo(Effect.ALLOW);
    assertThat(decide(rule, call(Stage.POST_TOOL).tool(null)).error())
        .isEqualTo("tool name: got none, wanted a name");
  }

  @Test
  void knowsNoToolWhereNoneIsCalled() {
    String rules =
        "default_action: allow\n"
            + "rules:\n"
            + "- {name: a, action: deny, stage: pre_input, condition: \"tool.name != 'x'\"}\n"
            + "- {name: b, action: deny, stage: pre_input, condition: \"action.type != 'x'\"}\n"
            + "- {name: c, action: deny, stage: pre_input, condition: \"has(args.a)\"}\n";

    Decision decision = decide(rules, call(Stage.PRE_INPUT));

    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
    assertThat(decision.error()).isNull();
  }
}
