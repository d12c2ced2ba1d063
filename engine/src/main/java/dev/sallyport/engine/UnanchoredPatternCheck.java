package dev.sallyport.engine;

/** Patterns that let run what they are only found in. */
final class UnanchoredPatternCheck implements LintCheck {
  @Override
  public void check(LintSubject subject) {
    for (Rule rule : subject.rules) {
      Expression condition = rule.condition();
      if (condition != null && RuleCases.decides(rule)) {
        // What opens the gate: a match for an allow rule, no match for one that refuses.
        check(subject, rule, condition, rule.action() == Action.ALLOW);
      }
    }
  }

  private static void check(
      LintSubject subject, Rule rule, Expression condition, boolean matchOpens) {
    if (condition instanceof Expression.AnyOf any) {
      for (Expression part : any.parts()) {
        check(subject, rule, part, matchOpens);
      }
    } else if (condition instanceof Expression.AllOf all) {
      for (Expression part : all.parts()) {
        check(subject, rule, part, matchOpens);
      }
    } else if (condition instanceof Expression.Not not) {
      check(subject, rule, not.part(), !matchOpens);
    } else if (condition instanceof Expression.Matches matches && matchOpens) {
      report(subject, rule, matches.pattern().source());
    }
  }

  private static void report(LintSubject subject, Rule rule, String pattern) {
    boolean start = startsAtStart(pattern);
    boolean end = endsAtEnd(pattern);
    if (start && end && !hasAlternatives(pattern)) {
      return;
    }
    String message = "the pattern " + Quoted.of(pattern) + " ";
    if (start && end) {
      message += "has alternatives that `^` and `$` do not both hold for; write `^(a|b)$`";
    } else if (start) {
      message += "lets anything follow; end it with `$`, or say `starts_with`";
    } else if (end) {
      message += "lets anything stand before it; begin it with `^`, or say `ends_with`";
    } else {
      message += "is found anywhere in the text; write `^` before and `$` after it";
    }
    subject.report("unanchored-pattern", rule, message);
  }

  /** Flags such as {@code (?i)} may come first. */
  private static boolean startsAtStart(String pattern) {
    int at = 0;
    if (pattern.startsWith("(?") && pattern.indexOf(')') > 0 && pattern.indexOf(':') < 0) {
      at = pattern.indexOf(')') + 1;
    }
    return pattern.startsWith("^", at) || pattern.startsWith("\\A", at);
  }

  private static boolean endsAtEnd(String pattern) {
    if (!pattern.endsWith("$") && !pattern.endsWith("\\z")) {
      return false;
    }
    int backslashes = 0;
    int at = pattern.length() - 2;
    boolean dollar = pattern.endsWith("$");
    while (dollar && at >= 0 && pattern.charAt(at) == '\\') {
      backslashes++;
      at--;
    }
    return backslashes % 2 == 0;
  }

  /** Whether there is a {@code |} outside of groups and character classes. */
  private static boolean hasAlternatives(String pattern) {
    int depth = 0;
    boolean inClass = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        at++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
      } else if (c == '|' && depth == 0) {
        return true;
      }
    }
    return false;
  }
}
