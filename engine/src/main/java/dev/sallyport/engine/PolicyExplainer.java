package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says why a policy answers a call as it does. Every answer it reports is the engine's own: about
 * the call, about the same call with a part of the policy, or about a changed call. Immutable and
 * thread-safe; made for people, a thousand times slower than a decision.
 */
public final class PolicyExplainer {
  private final PolicySet policy;

  /** Explains the answers of {@code policy}. */
  public PolicyExplainer(PolicySet policy) {
    this.policy = policy;
  }

  /** Explains the answer for a call that is known whole. */
  public Explanation explain(CallView call) {
    // Of a view of its own: a view forgets its decision with the next question.
    CallView asked = Probe.withArguments(call, call.arguments());
    Decision decision = Probe.point(policy, Probe.UNLIMITED).decide(asked);
    if (decision.error() != null) {
      return new Explanation(decision, List.of(), List.of());
    }
    Object arguments = ArgumentTree.read(call.arguments());
    ShownValues values = new ShownValues(call, arguments, false);
    List<RuleExplanation> rules = rules(call, decision, values, null);
    List<AnswerChange> changes =
        new AnswerSearch(policy, call, decision, arguments, values).search(about(rules));
    return new Explanation(decision, rules, changes);
  }

  /**
   * Explains what can be said about a call whose arguments, and whose content, are not known.
   *
   * @param call its arguments are not looked at
   * @param shape as in {@link ReplayDecisionPoint#decideWithoutArguments}
   */
  public Explanation explainWithoutArguments(CallView call, @Nullable String shape) {
    Decision decision =
        new ReplayDecisionPoint(policy, Probe.UNLIMITED).decideWithoutArguments(call, shape);
    HiddenArguments hidden = new HiddenArguments(shape != null);
    CallView standIn = Probe.withArguments(call, HiddenArguments.standIn(shape, ""));
    Object arguments = ArgumentTree.read(shape);
    ShownValues values = new ShownValues(call, arguments, true);
    if (Probe.point(Probe.set(List.of(), Effect.DENY), Probe.UNLIMITED).decide(standIn).error()
        != null) {
      return new Explanation(null, List.of(), List.of());
    }
    return new Explanation(decision, rules(standIn, decision, values, hidden), List.of());
  }

  private List<RuleExplanation> rules(
      CallView call,
      @Nullable Decision decision,
      ShownValues values,
      @Nullable HiddenArguments hidden) {
    List<RuleRelation> relations = relations(call);
    String determining = decision == null ? null : decision.rule();
    List<RuleExplanation> explained = new ArrayList<>();
    for (int at = 0; at < relations.size(); at++) {
      Rule rule = policy.rules().get(at);
      boolean decides = rule.name().equals(determining);
      explained.add(rule(rule, relations.get(at), decides, call, values, hidden));
    }
    return explained;
  }

  private static RuleExplanation rule(
      Rule rule,
      RuleRelation relation,
      boolean decides,
      CallView call,
      ShownValues values,
      @Nullable HiddenArguments hidden) {
    boolean about = relation == RuleRelation.ABOUT || relation == RuleRelation.UNKNOWN_AGENT;
    Expression condition = rule.condition();
    ConditionExplanation reason = null;
    if (about && condition != null) {
      ConditionProbe probe = new ConditionProbe(call.stage(), call, values, hidden);
      reason = probe.explain(condition, rule.action() == Action.ALLOW);
    }
    Answer answer = about ? answer(rule, call, hidden) : Answer.FALSE;
    return new RuleExplanation(
        rule.name(),
        rule.origin(),
        rule.action().word,
        rule.priority(),
        rule.scope().word,
        rule.inherited(),
        rule.limit(),
        relation,
        answer,
        decides,
        reason);
  }

  private static Answer answer(Rule rule, CallView call, @Nullable HiddenArguments hidden) {
    Expression condition = rule.condition();
    if (hidden == null || condition == null || !hidden.isHidden(condition)) {
      return Probe.answerOf(rule, call);
    }
    Rule visible = Probe.withCondition(rule, hidden.hide(condition));
    Answer answer = Probe.answerOf(visible, call);
    return answer == Answer.ERROR ? Answer.UNKNOWN : answer;
  }

  /** How each rule relates to the call, asked of rules without conditions. */
  private List<RuleRelation> relations(CallView call) {
    List<Rule> questions = new ArrayList<>();
    for (int at = 0; at < policy.rules().size(); at++) {
      Rule rule = policy.rules().get(at);
      questions.add(Probe.warnOfTools(rule, "t" + at));
      questions.add(Probe.warn(rule, "a" + at, null));
    }
    Probe probe = Probe.ask(questions, call);
    List<RuleRelation> relations = new ArrayList<>();
    for (int at = 0; at < policy.rules().size(); at++) {
      Stage stage = policy.rules().get(at).stage();
      relations.add(
          stage != call.stage()
              ? RuleRelation.OTHER_STAGE
              : relation(probe.answer("t" + at), probe.answer("a" + at)));
    }
    return relations;
  }

  private static RuleRelation relation(Answer tools, Answer agents) {
    if (tools == Answer.FALSE) {
      return RuleRelation.OTHER_TOOL;
    }
    return agents == Answer.TRUE
        ? RuleRelation.ABOUT
        : agents == Answer.FALSE ? RuleRelation.OTHER_AGENT : RuleRelation.UNKNOWN_AGENT;
  }

  /** The conditions of the rules that are about the call. */
  private List<Expression> about(List<RuleExplanation> explained) {
    List<Expression> conditions = new ArrayList<>();
    for (int at = 0; at < explained.size(); at++) {
      Expression condition = policy.rules().get(at).condition();
      if (explained.get(at).condition() != null && condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }
}
