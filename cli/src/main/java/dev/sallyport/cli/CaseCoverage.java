package dev.sallyport.cli;

import dev.sallyport.engine.PolicyCase;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.RuleCoverage;
import dev.sallyport.engine.RuleReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts for each rule of a policy the cases in which it matches. */
final class CaseCoverage {
  private static final int WHOLE = 100;

  private final String policy;
  private final RuleCoverage rules;
  private final Map<String, Integer> cases = new HashMap<>();

  /**
   * Nothing is covered yet.
   *
   * @param shown the policy's name for people
   */
  CaseCoverage(String shown, PolicySet policy) {
    this.policy = shown;
    this.rules = new RuleCoverage(policy);
  }

  void add(PolicyCase tested) {
    for (String rule : rules.matching(tested.call(tested.repeat() - 1))) {
      cases.merge(rule, 1, Integer::sum);
    }
  }

  String policy() {
    return policy;
  }

  List<RuleReference> rules() {
    return rules.rules();
  }

  /** In how many cases the rule matches. */
  int cases(RuleReference rule) {
    return cases.getOrDefault(rule.name(), 0);
  }

  List<RuleReference> missed() {
    List<RuleReference> missed = new ArrayList<>();
    for (RuleReference rule : rules.rules()) {
      if (cases(rule) == 0) {
        missed.add(rule);
      }
    }
    return missed;
  }

  /** The share of rules that some case hits, cut to whole percents. */
  int percent() {
    int all = rules.rules().size();
    return all == 0 ? WHOLE : WHOLE * (all - missed().size()) / all;
  }
}
