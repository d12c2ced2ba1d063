package dev.sallyport.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be proven about the calls that rules match. Not thread-safe: it keeps what it found. */
final class RuleCases {
  static final LintTerm TOOL =
      new LintTerm(PathRoot.TOOL.word + "." + PathRoot.TOOL.fact, ValueSet.EVERYTHING);

  private record Known(@Nullable List<LintCase> matching, @Nullable List<LintCase> notMatching) {}

  private final Map<Rule, Known> known = new IdentityHashMap<>();

  /** The case that the tool is one that the rule is about. */
  static LintCase tools(Rule rule) {
    return LintCase.of(
        TOOL,
        rule.stage().hasTool()
            ? GlobRelation.names(rule.tools())
            : ValueSet.kinds(ValueSet.MISSING));
  }

  /** The cases in which a rule matches; null if there are too many. */
  @Nullable List<LintCase> matching(Rule rule) {
    return known(rule).matching();
  }

  /** The cases in which a condition keeps the rule from matching; null if there are too many. */
  @Nullable List<LintCase> notMatching(Rule rule) {
    return known(rule).notMatching();
  }

  private Known known(Rule rule) {
    Known found = known.get(rule);
    if (found == null) {
      List<LintCase> tools = List.of(tools(rule));
      found =
          new Known(LintCases.both(tools, LintCases.matching(rule)), LintCases.notMatching(rule));
      known.put(rule, found);
    }
    return found;
  }

  /** True only if every call that {@code narrow} matches is matched by {@code wide} too. */
  boolean covers(Rule wide, Rule narrow) {
    if (wide.stage() != narrow.stage()
        || !GlobRelation.covers(wide.tools(), narrow.tools())
        || !coversAgents(wide, narrow)) {
      return false;
    }
    if (wide.condition() == null) {
      return true;
    }
    List<LintCase> escaping = LintCases.both(matching(narrow), notMatching(wide));
    return escaping != null && escaping.isEmpty();
  }

  /** An unknown agent keeps an allow rule that names agents from matching, and no other rule. */
  private static boolean coversAgents(Rule wide, Rule narrow) {
    boolean stricter = wide.action() == Action.ALLOW && narrow.action() != Action.ALLOW;
    if (stricter) {
      return wide.agents().matchesAnything() && wide.documentAgents().matchesAnything();
    }
    return GlobRelation.covers(wide.agents(), narrow.agents())
        && GlobRelation.covers(wide.documentAgents(), narrow.documentAgents());
  }

  /** Whether a rule takes part in the decision. */
  static boolean decides(Rule rule) {
    return rule.action() == Action.ALLOW
        || rule.action() == Action.DENY
        || rule.action() == Action.REQUIRE_APPROVAL;
  }
}
