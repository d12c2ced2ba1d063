package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules whose answer never counts, because one other rule matches whenever they do. */
final class ShadowedRuleCheck implements LintCheck {
  private static final String SHADOWED = "shadowed";
  private static final String REDUNDANT = "redundant";
  private static final String DUPLICATE = "duplicate";

  /** Pairs of rules that are compared at most, a few seconds' work. */
  private static final int MAX_PAIRS = 2_000_000;

  private int pairs;

  @Override
  public void check(LintSubject subject) {
    RuleCases cases = new RuleCases();
    RulePrecedence precedence = new RulePrecedence(subject.strategy());
    Map<String, List<Rule>> byName = new HashMap<>();
    List<Rule> others = new ArrayList<>();
    sort(subject.rules, byName, others);
    for (Rule rule : subject.rules) {
      if (RuleCases.decides(rule) && !isIdle(cases.matching(rule))) {
        boolean found = search(subject, rule, others, cases, precedence);
        List<Rule> sameName = byName.getOrDefault(firstTool(rule), List.of());
        if (!found) {
          found = search(subject, rule, sameName, cases, precedence);
        }
        if (!found) {
          checkDefault(subject, rule);
        }
      }
    }
  }

  /** Every rule covers one that matches nothing; it has a finding of its own. */
  private static boolean isIdle(@Nullable List<LintCase> matching) {
    return matching != null && matching.isEmpty();
  }

  /** A rule that covers another has a glob, or names the other's first tool. */
  private static void sort(List<Rule> rules, Map<String, List<Rule>> byName, List<Rule> others) {
    for (Rule rule : rules) {
      boolean names = true;
      for (String tool : rule.tools().texts()) {
        names &= GlobRelation.isName(tool);
      }
      if (!names) {
        others.add(rule);
        continue;
      }
      for (String tool : rule.tools().texts()) {
        byName.computeIfAbsent(tool, name -> new ArrayList<>()).add(rule);
      }
    }
  }

  private static String firstTool(Rule rule) {
    return rule.tools().texts().get(0);
  }

  private boolean search(
      LintSubject subject,
      Rule rule,
      List<Rule> candidates,
      RuleCases cases,
      RulePrecedence precedence) {
    for (Rule other : candidates) {
      if (other == rule || !RuleCases.decides(other) || other.limit() != null) {
        continue;
      }
      if (++pairs > MAX_PAIRS) {
        return false;
      }
      int order = precedence.compare(other, rule);
      if (order >= 0 && countsForNothing(rule, other, order) && cases.covers(other, rule)) {
        if (report(subject, rule, other, order, cases)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A rule with a limit also counts calls, unless the call is denied anyway. */
  private static boolean countsForNothing(Rule rule, Rule other, int order) {
    if (rule.limit() != null && other.action() != Action.DENY) {
      return false;
    }
    // On one level the actions are the same; approvers are taken from the first rule that asks.
    return order > 0 || rule.approvers().equals(other.approvers());
  }

  /** False for the first of two duplicates: the second one is reported. */
  private static boolean report(
      LintSubject subject, Rule rule, Rule other, int order, RuleCases cases) {
    String named = LintSubject.named(other);
    if (rule.action() != other.action()) {
      String wins = "; " + other.action().word + " wins";
      String message = "never decides: " + named + " matches every call that it matches" + wins;
      subject.report(SHADOWED, rule, message);
    } else if (order > 0 || !cases.covers(rule, other)) {
      String message = "makes no difference: " + named + " matches every call that it matches";
      subject.report(REDUNDANT, rule, message + ", with the same action");
    } else if (subject.rules.indexOf(other) < subject.rules.indexOf(rule)) {
      subject.report(DUPLICATE, rule, "does the same as " + named + "; remove one of them");
    } else {
      return false;
    }
    return true;
  }

  private static void checkDefault(LintSubject subject, Rule rule) {
    boolean idle =
        rule.action() == Action.ALLOW
            && rule.limit() == null
            && subject.policy.defaultEffect() == Effect.ALLOW
            && subject.strategy() == ConflictStrategy.DENY_OVERRIDES;
    if (idle) {
      subject.report(REDUNDANT, rule, "makes no difference: `default_action` is `allow` anyway");
    }
  }
}
