package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Argument names that are probably a slip for one that another rule for the same tool reads. */
final class SimilarArgumentCheck implements LintCheck {
  private record Use(Rule rule, List<String> names, String path) {}

  @Override
  public void check(LintSubject subject) {
    List<Use> uses = new ArrayList<>();
    Set<String> reported = new HashSet<>();
    for (Rule rule : subject.rules) {
      List<Use> own = uses(rule);
      for (Use use : own) {
        for (Use other : uses) {
          compare(subject, use, other, own, reported);
        }
      }
      addNew(uses, own);
    }
  }

  private static List<Use> uses(Rule rule) {
    List<Use> uses = new ArrayList<>();
    for (Operand.Path path : ArgumentUse.anywhere(rule)) {
      uses.add(new Use(rule, ArgumentUse.names(path), ExpressionText.of(path)));
    }
    return uses;
  }

  /** A name need not be compared again for the same tools. */
  private static void addNew(List<Use> uses, List<Use> own) {
    for (Use use : own) {
      boolean known = false;
      for (Use other : uses) {
        known |=
            other.names().equals(use.names())
                && GlobRelation.covers(other.rule().tools(), use.rule().tools());
      }
      if (!known) {
        uses.add(use);
      }
    }
  }

  private static void compare(
      LintSubject subject, Use use, Use other, List<Use> own, Set<String> reported) {
    String difference = difference(use.names(), other.names());
    if (difference == null || !GlobRelation.overlap(use.rule().tools(), other.rule().tools())) {
      return;
    }
    for (Use mine : own) {
      if (mine.names().equals(other.names())) {
        return; // A rule that reads both means both.
      }
    }
    if (reported.add(use.names() + " " + other.names())) {
      String names = Quoted.of(use.path()) + " differs from " + Quoted.of(other.path());
      String where = " in " + LintSubject.named(other.rule()) + " ";
      subject.report("argument-name", use.rule(), names + where + difference);
    }
  }

  /**
   * How the one name differs in which two paths differ; null if they are equal or further apart.
   */
  private static @Nullable String difference(List<String> one, List<String> other) {
    if (one.size() != other.size()) {
      return null;
    }
    String found = null;
    for (int at = 0; at < one.size(); at++) {
      if (!one.get(at).equals(other.get(at))) {
        String difference = NameSimilarity.of(one.get(at), other.get(at));
        if (difference == null || found != null) {
          return null;
        }
        found = difference;
      }
    }
    return found;
  }
}
