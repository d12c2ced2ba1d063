package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The policy under examination, and what was found in it. Not thread-safe. */
final class LintSubject {
  /** How the names of rules begin that a manifest stands for. */
  private static final String GENERATED = "manifest:";

  final PolicySet policy;
  final List<Rule> rules;
  final Set<String> seenTools = new LinkedHashSet<>();
  private final List<LintFinding> findings = new ArrayList<>();

  LintSubject(PolicySet policy, Collection<String> seenTools) {
    this.policy = policy;
    this.rules = policy.rules();
    for (String tool : seenTools) {
      this.seenTools.add(CallNames.normalised(tool));
    }
  }

  ConflictStrategy strategy() {
    return policy.strategy();
  }

  /** Reports something about a rule that people wrote; nobody words the rules of a manifest. */
  void report(String check, Rule rule, String message) {
    if (rule.name().startsWith(GENERATED)) {
      return;
    }
    RuleReference place = RuleReference.of(rule);
    report(new LintFinding(place.file(), place.line(), rule.name(), check, message));
  }

  void report(LintFinding finding) {
    findings.add(finding);
  }

  /** The findings in the order of files and lines. */
  List<LintFinding> findings() {
    List<LintFinding> sorted = new ArrayList<>(findings);
    sorted.sort(
        (one, other) -> {
          int files = one.file().compareTo(other.file());
          return files != 0 ? files : Integer.compare(one.line(), other.line());
        });
    return sorted;
  }

  /** A rule as other rules' findings name it. */
  static String named(Rule rule) {
    return Quoted.of(rule.name()) + " (" + rule.origin() + ")";
  }
}
