package dev.sallyport.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tool names that are probably a slip for another name: nothing else in a policy would tell. */
final class SimilarToolCheck implements LintCheck {
  private static final String CHECK = "tool-name";

  @Override
  public void check(LintSubject subject) {
    Map<String, Rule> named = new LinkedHashMap<>();
    for (Rule rule : subject.rules) {
      for (String tool : rule.tools().texts()) {
        if (GlobRelation.isName(tool) && !named.containsKey(tool)) {
          check(subject, rule, tool, named);
          named.put(tool, rule);
        }
      }
    }
  }

  private static void check(LintSubject subject, Rule rule, String tool, Map<String, Rule> named) {
    Set<String> seen = subject.seenTools;
    if (seen.contains(tool)) {
      return;
    }
    for (String other : seen) {
      String difference = NameSimilarity.of(tool, other);
      if (difference != null) {
        String names = "the tool " + Quoted.of(tool) + " differs from " + Quoted.of(other);
        subject.report(CHECK, rule, names + ", which was seen, " + difference);
        return;
      }
    }
    for (Map.Entry<String, Rule> other : named.entrySet()) {
      String difference = NameSimilarity.of(tool, other.getKey());
      if (difference != null && !seen.contains(other.getKey())) {
        String names = "the tool " + Quoted.of(tool) + " differs from " + Quoted.of(other.getKey());
        String where = " of " + LintSubject.named(other.getValue()) + " ";
        subject.report(CHECK, rule, names + where + difference);
        return;
      }
    }
  }
}
