package dev.sallyport.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a condition can come out: what the terms then are, and how the questions are
 * answered that say nothing about a term. Immutable.
 */
final class LintCase {
  static final LintCase ANYTHING = new LintCase(Map.of(), Map.of());

  private final Map<String, ValueSet> values;
  private final Map<LintQuestion, Integer> answers;

  private LintCase(Map<String, ValueSet> values, Map<LintQuestion, Integer> answers) {
    this.values = values;
    this.answers = answers;
  }

  static LintCase of(LintTerm term, ValueSet set) {
    return new LintCase(Map.of(term.key(), set.intersection(term.domain())), Map.of());
  }

  /** {@code truths}: the possible answers, bits of {@link LintCases}. */
  static LintCase of(LintQuestion question, int truths) {
    return new LintCase(Map.of(), Map.of(question, truths));
  }

  /** What may stand at a term; everything if the case says nothing about it. */
  ValueSet at(LintTerm term) {
    return values.getOrDefault(term.key(), term.domain());
  }

  /** Both cases at once, or null if that cannot be. */
  @Nullable LintCase and(LintCase other) {
    Map<String, ValueSet> bothValues = new HashMap<>(values);
    for (Map.Entry<String, ValueSet> entry : other.values.entrySet()) {
      bothValues.merge(entry.getKey(), entry.getValue(), ValueSet::intersection);
    }
    Map<LintQuestion, Integer> bothAnswers = new HashMap<>(answers);
    for (Map.Entry<LintQuestion, Integer> entry : other.answers.entrySet()) {
      bothAnswers.merge(entry.getKey(), entry.getValue(), (one, two) -> one & two);
    }
    LintCase both = new LintCase(bothValues, bothAnswers);
    return both.isPossible() ? both : null;
  }

  /** False only if it is proven that no call is such a case. */
  boolean isPossible() {
    for (int truths : answers.values()) {
      if (truths == 0) {
        return false;
      }
    }
    for (Map.Entry<String, ValueSet> entry : values.entrySet()) {
      if (entry.getValue().isEmpty() || !someTextFits(entry.getKey(), entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Where only some texts are left, the questions about them have known answers. */
  private boolean someTextFits(String term, ValueSet set) {
    List<String> texts = set.finiteTexts();
    for (String text : texts) {
      if (fits(term, text)) {
        return true;
      }
    }
    return texts.isEmpty();
  }

  private boolean fits(String term, String text) {
    for (Map.Entry<LintQuestion, Integer> entry : answers.entrySet()) {
      LintQuestion question = entry.getKey();
      if (question.isAboutText(term)
          && (entry.getValue() & LintCases.bit(question.isTrueFor(text))) == 0) {
        return false;
      }
    }
    return true;
  }
}
