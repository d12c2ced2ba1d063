package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * A question about a call whose answer does not follow from ranges of values. Two with the same
 * text have the same answer.
 */
final class LintQuestion {
  private final String text;
  private final @Nullable String term;
  private final @Nullable Expression test;

  private LintQuestion(String text, @Nullable String term, @Nullable Expression test) {
    this.text = text;
    this.term = term;
    this.test = test;
  }

  /**
   * Any comparison.
   *
   * @param every how it is asked of several values
   */
  static LintQuestion of(Expression comparison, boolean every) {
    return new LintQuestion(ExpressionText.of(comparison) + (every ? " every" : ""), null, null);
  }

  /** What a text test says about the text at a term: {@code contains}, {@code ends_with}, ... */
  static LintQuestion ofText(LintTerm term, Expression test) {
    return new LintQuestion(ExpressionText.of(test), term.key(), test);
  }

  boolean isAboutText(String key) {
    return key.equals(term);
  }

  /** The answer for a text at the term. */
  boolean isTrueFor(String value) {
    if (test instanceof Expression.Matches matches) {
      return matches.pattern().test().isFoundIn(value);
    }
    Expression.Comparison comparison = (Expression.Comparison) test;
    if (comparison == null || !(comparison.right() instanceof Operand.Literal literal)) {
      throw new IllegalStateException("no text test: " + text);
    }
    String part = (String) literal.value();
    return comparison.operator() == Operator.ENDS_WITH
        ? value.endsWith(part)
        : value.contains(part);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LintQuestion question && question.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
