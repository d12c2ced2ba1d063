package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PolicyExplainerTest {
  private static final String REFUNDS =
      """
      rules:
        - name: search
          tools: ["search_*"]
          action: allow
        - name: small-refunds
          tools: [issue_refund]
          condition: "args.amount <= 100 and args.currency in ['EUR', 'USD']"
          action: allow
        - name: large-refunds
          tools: [issue_refund]
          condition: "args.amount > 1000"
          action: deny
        - name: other-desk
          agents: [other]
          action: deny
        - name: answers
          stage: pre_tool
          agents: [desk]
          condition: "not args.dry_run"
          action: warn
      """;

  private static Explanation explain(String body, String tool, String arguments) {
    return new PolicyExplainer(Policies.policy(body))
        .explain(new CallView().tool(tool).arguments(arguments).agent("desk").session("s-1"));
  }

  private static RuleExplanation rule(Explanation explanation, String name) {
    for (RuleExplanation rule : explanation.rules()) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    throw new AssertionError("no rule " + name);
  }

  /** {@code text: answer values problem} of every part without parts. */
  private static List<String> leaves(Explanation explanation, String rule) {
    List<String> leaves = new ArrayList<>();
    ConditionExplanation condition = rule(explanation, rule).condition();
    if (condition != null) {
      collect(condition, leaves);
    }
    return leaves;
  }

  private static void collect(ConditionExplanation condition, List<String> leaves) {
    if (condition.parts().isEmpty()) {
      StringBuilder line = new StringBuilder(condition.text() + ": " + condition.answer().word());
      for (FoundValue value : condition.values()) {
        line.append(", ").append(value.path()).append(" is ").append(value.type());
        line.append(' ').append(value.value());
      }
      line.append(condition.moreValues() > 0 ? " and " + condition.moreValues() : "");
      line.append(condition.problem() == null ? "" : ", " + condition.problem());
      leaves.add(line.toString());
    }
    for (ConditionExplanation part : condition.parts()) {
      collect(part, leaves);
    }
  }

  private static List<String> changes(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    for (AnswerChange change : explanation.changes()) {
      StringBuilder line = new StringBuilder();
      line.append(change.kind()).append(' ').append(change.subject());
      for (ValueChange value : change.values()) {
        line.append(' ').append(value.path()).append(' ').append(value.from());
        line.append("->").append(value.to());
      }
      lines.add(line + ": " + change.effect() + " by " + change.rule());
    }
    return lines;
  }

  private static Decision decision(Explanation explanation) {
    return Objects.requireNonNull(explanation.decision());
  }

  @Test
  void namesTheValueAtWhichARuleDoesNotMatch() {
    Explanation explanation =
        explain(REFUNDS, "issue_refund", "{\"amount\":250,\"currency\":\"EUR\"}");

    assertThat(leaves(explanation, "small-refunds"))
        .containsExactly(
            "args.amount <= 100: false, args.amount is number 250",
            "args.currency in ['EUR', 'USD']: true, args.currency is text \"EUR\"");
    assertThat(rule(explanation, "small-refunds").answer()).isEqualTo(Answer.FALSE);
    assertThat(rule(explanation, "search").relation()).isEqualTo(RuleRelation.OTHER_TOOL);
    assertThat(rule(explanation, "other-desk").relation()).isEqualTo(RuleRelation.OTHER_AGENT);
    assertThat(rule(explanation, "answers").relation()).isEqualTo(RuleRelation.ABOUT);
  }

  @Test
  void theNearestAllowedCallIsNamedFirst() {
    Explanation explanation =
        explain(REFUNDS, "issue_refund", "{\"amount\":250,\"currency\":\"EUR\"}");
    assertThat(changes(explanation).get(0))
        .isEqualTo("CALL null args.amount 250->100: ALLOW by small-refunds");
  }

  @Test
  void severalValuesAreChangedTogetherWhereOneIsNotEnough() {
    Explanation explanation =
        explain(REFUNDS, "issue_refund", "{\"amount\":2500,\"currency\":\"GBP\"}");
    assertThat(changes(explanation))
        .contains(
            "CALL null args.amount 2500->100 args.currency \"GBP\"->\"EUR\": ALLOW by"
                + " small-refunds");
  }

  @Test
  void aTextInPlaceOfANumberErrsAndTheNumberIsProposed() {
    Explanation explanation =
        explain(REFUNDS, "issue_refund", "{\"amount\":\"50\",\"currency\":\"EUR\"}");

    assertThat(leaves(explanation, "large-refunds"))
        .containsExactly(
            "args.amount > 1000: error, args.amount is text \"50\", got the text \"50\", wanted a"
                + " number");
    assertThat(rule(explanation, "large-refunds").determining()).isTrue();
    assertThat(changes(explanation))
        .contains("CALL null args.amount \"50\"->50: ALLOW by small-refunds");
  }

  @Test
  void leavingOutADenyingRuleIsAProvenChange() {
    String policy =
        "rules:\n  - {name: all, action: allow}\n  - {name: none, action: deny, tools: [t]}\n";
    assertThat(changes(explain(policy, "t", "{}")))
        .containsExactly("WITHOUT_RULE none: ALLOW by all");
  }

  @Test
  void anAllowRuleIsAskedOfEveryValueAndADenyRuleOfAny() {
    String policy =
        """
        rules:
          - {name: ok, action: allow, condition: "args.to[*] ends_with '@a.com'"}
          - {name: no, action: deny, condition: "args.to[*] ends_with '@b.com'"}
          - {name: off, action: deny, condition: "not args.to[*] ends_with '@a.com'"}
        """;
    Explanation explanation = explain(policy, "t", "{\"to\":[\"x@a.com\",\"y@b.com\"]}");

    String values = ", args.to[*] is text \"x@a.com\", args.to[*] is text \"y@b.com\"";
    assertThat(leaves(explanation, "ok"))
        .containsExactly("args.to[*] ends_with '@a.com': false" + values);
    assertThat(leaves(explanation, "no"))
        .containsExactly("args.to[*] ends_with '@b.com': true" + values);
    assertThat(leaves(explanation, "off"))
        .containsExactly("args.to[*] ends_with '@a.com': false" + values);
  }

  @Test
  void longAndManyValuesAreCut() {
    String list = "\"" + "y".repeat(600) + "\"" + ",1".repeat(9);
    String policy = "rules:\n  - {name: r, action: warn, condition: 'args.l[*] == 1'}\n";
    ConditionExplanation condition =
        Objects.requireNonNull(
            rule(explain(policy, "t", "{\"l\":[" + list + "]}"), "r").condition());
    assertThat(condition.values()).hasSize(5);
    assertThat(condition.moreValues()).isEqualTo(5);
    assertThat(condition.values().get(0).value()).endsWith("...").hasSize(503);
  }

  @Test
  void aPathThatDoesNotFitIsSaidToGoNowhere() {
    String policy = "rules:\n  - {name: r, action: deny, condition: 'args.card.number == 1'}\n";
    assertThat(leaves(explain(policy, "t", "{\"card\":\"4111\"}"), "r"))
        .containsExactly(
            "args.card.number == 1: error, args.card.number is misfit , it goes below a value that"
                + " has nothing below it");
  }

  @Test
  void aRuleThatNamesAgentsErrsForAnUnknownOne() {
    PolicySet policy = Policies.policy(REFUNDS);
    Explanation explanation =
        new PolicyExplainer(policy).explain(new CallView().tool("search_x").arguments("{}"));
    RuleExplanation rule = rule(explanation, "other-desk");
    assertThat(rule.relation()).isEqualTo(RuleRelation.UNKNOWN_AGENT);
    assertThat(rule.answer()).isEqualTo(Answer.ERROR);
    assertThat(rule.determining()).isTrue();
  }

  @Test
  void unacceptableArgumentsNeedNoRule() {
    Explanation explanation = explain(REFUNDS, "issue_refund", "{\"a\":1,\"a\":2}");
    assertThat(explanation.rules()).isEmpty();
    assertThat(decision(explanation).error()).contains("duplicate key");
  }

  @Test
  void withoutArgumentsOnlyWhatDoesNotDependOnThemIsSaid() {
    PolicyExplainer explainer = new PolicyExplainer(Policies.policy(REFUNDS));
    CallView call = new CallView().tool("issue_refund").agent("desk");

    Explanation refund = explainer.explainWithoutArguments(call, "{\"amount\":0}");

    assertThat(refund.decision()).isNull();
    assertThat(leaves(refund, "small-refunds").get(0))
        .isEqualTo("args.amount <= 100: unknown, args.amount is unknown ");
    assertThat(rule(refund, "large-refunds").answer()).isEqualTo(Answer.UNKNOWN);
    Explanation search = explainer.explainWithoutArguments(call.tool("search_orders"), null);
    assertThat(decision(search).rule()).isEqualTo("search");
  }

  @Test
  void aKnownShapeAnswersWhetherSomethingIsThere() {
    String policy =
        "rules:\n  - {name: r, action: allow, condition: 'has(args.a) and not has(args.b)'}\n";
    PolicyExplainer explainer = new PolicyExplainer(Policies.policy(policy));
    CallView call = new CallView().tool("t");
    Explanation known = explainer.explainWithoutArguments(call, "{\"a\":0}");
    assertThat(decision(known).effect()).isEqualTo(Effect.ALLOW);
    assertThat(explainer.explainWithoutArguments(call, null).decision()).isNull();
  }

  @Test
  void aDenialThatNoArgumentCanLiftIsCertain() {
    String policy =
        """
        rules:
          - {name: small, action: allow, condition: "args.amount < 5"}
          - {name: never, action: deny, tools: [drop]}
        """;
    Decision certain =
        new ReplayDecisionPoint(Policies.policy(policy), LimitCounter.EXHAUSTED)
            .decideWithoutArguments(new CallView().tool("drop"), null);
    assertThat(Objects.requireNonNull(certain).rule()).isEqualTo("never");
  }
}
