package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations of time, types, content, strategies and what comes from other documents. */
class ExplainedLanguageTest {
  private static final String OFFICE_HOURS =
      """
      rules:
        - name: office-hours
          tools: [pay]
          condition: "time['Europe/Berlin'].clock >= '09:30' and time.weekday == 'saturday'"
          action: allow
      """;

  private static CallView call(String tool, String arguments, String time) {
    return new CallView()
        .tool(tool)
        .arguments(arguments.replace('\'', '"'))
        .agent("desk")
        .time(Instant.parse(time).toEpochMilli(), 0);
  }

  private static Explanation explain(String body, CallView call) {
    return new PolicyExplainer(Policies.policy(body)).explain(call);
  }

  private static RuleExplanation rule(Explanation explanation, String name) {
    for (RuleExplanation rule : explanation.rules()) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    throw new AssertionError("no rule " + name + " in " + explanation.rules());
  }

  private static List<String> values(Explanation explanation, String rule) {
    List<String> values = new ArrayList<>();
    ConditionExplanation condition = Objects.requireNonNull(rule(explanation, rule).condition());
    collect(condition, values);
    return values;
  }

  private static void collect(ConditionExplanation condition, List<String> values) {
    for (FoundValue value : condition.values()) {
      values.add(value.path() + " is " + value.type() + " " + value.value());
    }
    for (ConditionExplanation part : condition.parts()) {
      collect(part, values);
    }
  }

  @Test
  void theTimeIsShownAsTheRuleReadsIt() {
    Explanation explanation = explain(OFFICE_HOURS, call("pay", "{}", "2026-11-21T08:10:00Z"));
    assertThat(values(explanation, "office-hours"))
        .containsExactly(
            "time['Europe/Berlin'].clock is text \"09:10\"", "time.weekday is text \"saturday\"");
  }

  @Test
  void theFirstMinuteWithAnotherAnswerIsNamed() {
    Explanation explanation = explain(OFFICE_HOURS, call("pay", "{}", "2026-11-21T08:10:00Z"));
    AnswerChange change = explanation.changes().get(0);
    assertThat(change.effect()).isEqualTo(Effect.ALLOW);
    assertThat(change.values())
        .containsExactly(new ValueChange("time", "2026-11-21T08:10:00Z", "2026-11-21T08:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time.hour >= 9 and time.minute < 30",
        "time['Europe/Berlin'].clock in ['09:05', '10:00']",
        "time.date == '2026-11-21' or time.weekday != 'monday'",
        "content.text contains 'x'"
      })
  void aConditionsTextIsReadAsTheSameCondition(String text) throws Exception {
    assertThat(ExpressionText.of(Policies.condition(text))).isEqualTo(text);
  }

  @Test
  void aManifestsQuestionForATypeHasAnAnswerAndAWayOut() {
    String body =
        """
        manifests:
          - agent: desk
            tools:
              - name: pay
                parameters:
                  amount: {type: number, max: 100}
        """;
    CallView call = call("pay", "{'amount':'7'}", "2026-11-21T08:10:00Z");
    Explanation explanation = explain(body, call);
    assertThat(Objects.requireNonNull(explanation.decision()).effect()).isEqualTo(Effect.DENY);
    assertThat(explanation.changes().get(0).values())
        .containsExactly(new ValueChange("args.amount", "\"7\"", "7"));
    String text = Objects.requireNonNull(determining(explanation).condition()).text();
    assertThat(text).contains("not args.amount is of type number").doesNotContain("(a condition)");
  }

  @Test
  void aShapeAnswersWhichTypeAnArgumentHas() {
    String body =
        """
        default_action: allow
        manifests:
          - agent: desk
            tools:
              - name: pay
                parameters: {amount: {type: number}}
        """;
    CallView call = call("pay", "{}", "2026-11-21T08:10:00Z");
    PolicyExplainer explainer = new PolicyExplainer(Policies.policy(body));
    Explanation number = explainer.explainWithoutArguments(call, "{\"amount\":0}");
    Explanation text = explainer.explainWithoutArguments(call, "{\"amount\":\"x\"}");
    assertThat(Objects.requireNonNull(number.decision()).effect()).isEqualTo(Effect.ALLOW);
    assertThat(Objects.requireNonNull(text.decision()).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void theContentOfAResultIsShownAndChanged() {
    String body =
        """
        rules:
          - {name: results, stage: post_tool, action: allow}
          - name: keys
            stage: post_tool
            condition: "content.text contains 'PRIVATE'"
            action: deny
        """;
    CallView call = call("read", "{}", "2026-11-21T08:10:00Z");
    call.stage(Stage.POST_TOOL).content("a PRIVATE key");
    Explanation explanation = explain(body, call);
    assertThat(determining(explanation).name()).isEqualTo("keys");
    assertThat(values(explanation, "keys"))
        .containsExactly("content.text is text \"a PRIVATE key\"");
    assertThat(explanation.changes().get(0).values())
        .containsExactly(new ValueChange("content.text", "\"a PRIVATE key\"", "\"a  key\""));
  }

  @Test
  void whatAStrategyComparesIsPartOfTheExplanation() {
    String body =
        """
        conflict: priority-first
        rules:
          - {name: low, action: deny, priority: 1}
          - {name: high, action: allow, priority: 7, limit: 3/minute}
        """;
    Explanation explanation = explain(body, call("t", "{}", "2026-11-21T08:10:00Z"));
    RuleExplanation high = determining(explanation);
    assertThat(high.name()).isEqualTo("high");
    assertThat(high.priority()).isEqualTo(7);
    assertThat(high.scope()).isEqualTo("global");
    assertThat(high.limit()).isEqualTo(new RateLimit(3, 60));
    assertThat(high.inherited()).isFalse();
  }

  /** A view forgets its decision with the next question that it is asked. */
  @Test
  void theDecisionStaysWhatItWas() {
    CallView call = call("pay", "{'amount':'5'}", "2026-11-21T08:10:00Z");
    String body =
        "rules:\n  - {name: large, tools: [pay], condition: 'args.amount > 1', action: deny}\n";
    Decision decision = Objects.requireNonNull(explain(body, call).decision());
    assertThat(decision.rule()).isEqualTo("large");
    assertThat(decision.erringRules()).containsExactly("large");
  }

  private static RuleExplanation determining(Explanation explanation) {
    for (RuleExplanation rule : explanation.rules()) {
      if (rule.determining()) {
        return rule;
      }
    }
    throw new AssertionError("no rule decides: " + explanation.decision());
  }
}
