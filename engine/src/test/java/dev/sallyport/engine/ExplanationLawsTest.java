package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold of explanations of policies and calls that nobody wrote. */
class ExplanationLawsTest {
  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void theDecisionIsTheEnginesAndFollowsFromTheRulesThatApply(@ForAll Random random) {
    ExplainedPolicies any = new ExplainedPolicies(random);
    PolicySet policy = any.policy();
    CallView call = any.call().arguments(any.arguments());

    Explanation explanation = new PolicyExplainer(policy).explain(call);

    Decision decision = new PolicyDecisionPoint(policy).decide(call);
    Decision explained = Objects.requireNonNull(explanation.decision());
    assertThat(explained.effect()).isEqualTo(decision.effect());
    assertThat(explained.rule()).isEqualTo(decision.rule());
    assertThat(effectOf(explanation.rules(), policy)).isEqualTo(decision.effect());
    for (RuleExplanation rule : explanation.rules()) {
      assertThat(rule.determining()).isEqualTo(rule.name().equals(decision.rule()));
      assertThat(rule.answer() == Answer.ERROR)
          .isEqualTo(decision.erringRules().contains(rule.name()));
    }
  }

  private static Effect effectOf(List<RuleExplanation> rules, PolicySet policy) {
    Effect effect = policy.defaultEffect();
    for (String action : List.of("allow", "require_approval", "deny")) {
      for (RuleExplanation rule : rules) {
        if (rule.applies() && rule.action().equals(action)) {
          effect =
              action.equals("allow")
                  ? Effect.ALLOW
                  : action.equals("deny") ? Effect.DENY : Effect.REQUIRE_APPROVAL;
        }
      }
    }
    return effect;
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void theAnswerOfAWholeFollowsFromThoseOfItsParts(@ForAll Random random) {
    ExplainedPolicies any = new ExplainedPolicies(random);
    CallView call = any.call().arguments(any.arguments());
    for (RuleExplanation rule : new PolicyExplainer(any.policy()).explain(call).rules()) {
      ConditionExplanation condition = rule.condition();
      if (condition != null) {
        assertFollows(condition);
        if (rule.relation() == RuleRelation.ABOUT) {
          assertThat(rule.answer()).isEqualTo(condition.answer());
        }
      }
    }
  }

  private static void assertFollows(ConditionExplanation whole) {
    if (whole.parts().isEmpty()) {
      assertThat(whole.problem() != null).isEqualTo(whole.answer() == Answer.ERROR);
      return;
    }
    Truth expected = truth(whole.parts().get(0));
    boolean and = "and".equals(whole.operator());
    if ("not".equals(whole.operator())) {
      expected = expected.not();
    }
    for (ConditionExplanation part : whole.parts().subList(1, whole.parts().size())) {
      expected = and ? expected.and(truth(part)) : expected.or(truth(part));
    }
    assertThat(truth(whole)).as(whole.text()).isEqualTo(expected);
    for (ConditionExplanation part : whole.parts()) {
      assertFollows(part);
    }
  }

  private static Truth truth(ConditionExplanation condition) {
    return Truth.valueOf(condition.answer().name());
  }

  @Property(tries = 6_000, edgeCases = EdgeCasesMode.NONE)
  void aDecisionWithoutArgumentsHoldsForAllArgumentsOfThatShape(@ForAll Random random) {
    ExplainedPolicies any = new ExplainedPolicies(random);
    PolicySet policy = any.policy();
    CallView call = any.call();
    String arguments = any.arguments();
    boolean shapeKnown = random.nextBoolean();

    Decision certain =
        new ReplayDecisionPoint(policy, LimitCounter.EXHAUSTED)
            .decideWithoutArguments(call, shapeKnown ? ExplainedPolicies.shape(arguments) : null);

    if (certain != null) {
      Decision decision = new PolicyDecisionPoint(policy).decide(call.arguments(arguments));
      assertThat(decision.effect()).isEqualTo(certain.effect());
      assertThat(decision.rule()).isEqualTo(certain.rule());
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void whatIsSaidWithoutArgumentsHoldsForAllOfThatShape(@ForAll Random random) {
    ExplainedPolicies any = new ExplainedPolicies(random);
    PolicySet policy = any.policy();
    CallView call = any.call();
    String arguments = any.arguments();
    PolicyExplainer explainer = new PolicyExplainer(policy);

    Explanation hidden =
        explainer.explainWithoutArguments(call, ExplainedPolicies.shape(arguments));

    Explanation known = explainer.explain(call.arguments(arguments));
    for (int at = 0; at < known.rules().size(); at++) {
      Answer said = hidden.rules().get(at).answer();
      if (said != Answer.UNKNOWN) {
        assertThat(known.rules().get(at).answer()).isEqualTo(said);
      }
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void aConditionsTextMeansTheSameCondition(@ForAll Random random) throws Exception {
    Expression condition = Policies.condition(new ExplainedPolicies(random).condition(4));
    String text = ExpressionText.of(condition);
    assertThat(ExpressionText.of(Policies.condition(text))).isEqualTo(text);
  }
}
