package dev.sallyport.cli;

import dev.sallyport.engine.Decision;
import dev.sallyport.engine.ExpectedFact;
import dev.sallyport.engine.PolicyCase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a decision with what a case expects. */
final class ExpectationCheck {
  private static final String NONE = "none";

  private ExpectationCheck() {}

  /** One line for each difference, such as {@code rule: got `a`, wanted `b`}. */
  static List<String> differences(PolicyCase tested, Decision decision) {
    List<String> differences = new ArrayList<>();
    if (decision.effect() != tested.effect()) {
      String wanted = Words.of(tested.effect());
      differences.add("effect: got " + Words.of(decision.effect()) + ", wanted " + wanted);
    }
    for (ExpectedFact fact : tested.facts()) {
      String got = difference(fact, decision);
      if (got != null) {
        differences.add(fact.kind().key() + ": got " + got + ", wanted " + list(fact.values()));
      }
    }
    return differences;
  }

  /** What the decision has instead of the expected; null if it has just that. */
  private static @Nullable String difference(ExpectedFact fact, Decision decision) {
    return switch (fact.kind()) {
      case RULE -> single(fact, decision.rule(), String::equals);
      case ERROR -> single(fact, decision.error(), String::contains);
      case MASKED -> single(fact, decision.maskedArguments(), JsonValue::same);
      case MASKED_CONTENT -> single(fact, decision.maskedContent(), String::equals);
      case NOTED -> several(fact, decision.notedRules());
      case ERRING -> several(fact, decision.erringRules());
      case APPROVERS -> several(fact, decision.approvers());
    };
  }

  private interface Comparison {
    boolean fits(String got, String wanted);
  }

  private static @Nullable String single(
      ExpectedFact fact, @Nullable String got, Comparison comparison) {
    if (got == null) {
      return fact.values().isEmpty() ? null : NONE;
    }
    boolean fits = !fact.values().isEmpty() && comparison.fits(got, fact.values().get(0));
    return fits ? null : "`" + got + "`";
  }

  private static @Nullable String several(ExpectedFact fact, List<String> got) {
    return new TreeSet<>(got).equals(new TreeSet<>(fact.values())) ? null : list(got);
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? NONE : "`" + String.join("`, `", values) + "`";
  }
}
