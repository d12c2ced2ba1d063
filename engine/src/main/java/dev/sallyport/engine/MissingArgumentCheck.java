package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls that run because an argument is missing, which makes every comparison with it false. */
final class MissingArgumentCheck implements LintCheck {
  private static final String CHECK = "missing-argument";
  private static final ValueSet MISSING = ValueSet.kinds(ValueSet.MISSING);

  @Override
  public void check(LintSubject subject) {
    RuleCases cases = new RuleCases();
    for (Rule rule : subject.rules) {
      if (isNeverTrue(rule)) {
        continue; // Said elsewhere.
      }
      if (rule.action() == Action.ALLOW) {
        checkAllow(subject, rule, cases);
      } else if (RuleCases.decides(rule)) {
        checkRefusal(subject, rule, cases);
      }
    }
  }

  private static boolean isNeverTrue(Rule rule) {
    List<LintCase> cases = LintCases.of(rule, LintCases.TRUE);
    return cases != null && cases.isEmpty();
  }

  /** Comparisons below {@code not} that hold for a call without the argument. */
  private static void checkAllow(LintSubject subject, Rule rule, RuleCases cases) {
    for (Operand.Path path : ArgumentUse.inCondition(rule)) {
      LintTerm term = LintTerm.of(path);
      Expression negated = term == null ? null : negatedComparison(rule.condition(), path, false);
      if (term != null && negated != null && allowsWithout(rule, term, cases)) {
        String without = "is true for a call without " + Quoted.of(term.key());
        String way = "; add `has(" + Quoted.message(term.key()) + ")` if it must be there";
        String text = "`not " + Quoted.message(ExpressionText.of(negated)) + "` ";
        subject.report(CHECK, rule, text + without + way);
      }
    }
  }

  /** Where the argument is missing, what functions make of it is missing too. */
  private static LintCase missing(LintTerm term) {
    LintCase missing = LintCase.of(term, MISSING);
    for (Function function : List.of(Function.SIZE, Function.LOWER)) {
      String key = function.word + "(" + term.key() + ")";
      LintCase more = missing.and(LintCase.of(new LintTerm(key, ValueSet.EVERYTHING), MISSING));
      missing = more == null ? missing : more;
    }
    return missing;
  }

  /** A comparison of the path itself that stands below an odd number of {@code not}s. */
  private static @Nullable Expression negatedComparison(
      @Nullable Expression condition, Operand.Path path, boolean negated) {
    if (condition instanceof Expression.Not not) {
      return negatedComparison(not.part(), path, !negated);
    }
    List<Expression> parts = List.of();
    if (condition instanceof Expression.AnyOf any) {
      parts = any.parts();
    } else if (condition instanceof Expression.AllOf all) {
      parts = all.parts();
    }
    for (Expression part : parts) {
      Expression found = negatedComparison(part, path, negated);
      if (found != null) {
        return found;
      }
    }
    boolean reads =
        condition instanceof Expression.Comparison comparison
                && (comparison.left().equals(path) || comparison.right().equals(path))
            || condition instanceof Expression.Matches matches && matches.left().equals(path);
    return reads && negated ? condition : null;
  }

  private static boolean allowsWithout(Rule rule, LintTerm term, RuleCases cases) {
    List<LintCase> without = LintCases.both(cases.matching(rule), List.of(missing(term)));
    return without != null && !without.isEmpty();
  }

  /** Whether a call without an argument escapes a rule, and is then allowed. */
  private static void checkRefusal(LintSubject subject, Rule rule, RuleCases cases) {
    for (Operand.Path path : ArgumentUse.inCondition(rule)) {
      LintTerm term = LintTerm.of(path);
      if (term == null || !escapesWithout(rule, term, cases)) {
        continue;
      }
      String allowing = whatAllows(subject, rule, term, cases);
      if (allowing != null) {
        String verb = rule.action() == Action.DENY ? "denied" : "held back";
        String call =
            "a call without " + Quoted.of(term.key()) + " is not " + verb + " by it, and ";
        String way = "; add `or not has(" + Quoted.message(term.key()) + ")` if it must be there";
        subject.report(CHECK, rule, call + allowing + " allows it" + way);
        return;
      }
    }
  }

  /** The rule is one that can match, and never does without the argument. */
  private static boolean escapesWithout(Rule rule, LintTerm term, RuleCases cases) {
    List<LintCase> matching = cases.matching(rule);
    List<LintCase> without = LintCases.both(matching, List.of(missing(term)));
    return matching != null && !matching.isEmpty() && without != null && without.isEmpty();
  }

  private static @Nullable String whatAllows(
      LintSubject subject, Rule rule, LintTerm term, RuleCases cases) {
    LintCase missing = missing(term);
    for (Rule other : subject.rules) {
      if (other.action() == Action.ALLOW
          && other.stage() == rule.stage()
          && GlobRelation.overlap(other.tools(), rule.tools())
          && GlobRelation.overlap(other.agents(), rule.agents())) {
        List<LintCase> open = LintCases.both(cases.matching(other), List.of(missing));
        open = LintCases.both(open, List.of(RuleCases.tools(rule)));
        if (open != null && !open.isEmpty() && !isCaught(subject, rule, other, open, cases)) {
          return LintSubject.named(other);
        }
      }
    }
    boolean byDefault = subject.policy.defaultEffect() == Effect.ALLOW;
    List<LintCase> open = LintCases.both(List.of(missing), List.of(RuleCases.tools(rule)));
    return byDefault && open != null && !isCaught(subject, rule, rule, open, cases)
        ? "`default_action`"
        : null;
  }

  /** Whether another rule refuses all of these calls, which {@code allowing} is about too. */
  private static boolean isCaught(
      LintSubject subject, Rule rule, Rule allowing, List<LintCase> open, RuleCases cases) {
    for (Rule other : subject.rules) {
      if (other != rule
          && (other.action() == Action.DENY || other.action() == Action.REQUIRE_APPROVAL)
          && other.stage() == rule.stage()
          && (GlobRelation.covers(other.tools(), rule.tools())
              || GlobRelation.covers(other.tools(), allowing.tools()))
          && other.agents().matchesAnything()) {
        List<LintCase> left = LintCases.both(open, cases.notMatching(other));
        if (left != null && left.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }
}
