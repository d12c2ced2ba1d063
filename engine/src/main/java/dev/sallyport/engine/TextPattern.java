package dev.sallyport.engine;

import dev.sallyport.engine.pattern.PatternException;
import dev.sallyport.engine.pattern.TextTest;

/** A regular expression in RE2 syntax, matched in time linear in the text. Immutable. */
final class TextPattern {
  private final TextTest test;

  private TextPattern(TextTest test) {
    this.test = test;
  }

  static TextPattern compile(String expression, int offset) throws ConditionException {
    try {
      return new TextPattern(TextTest.regex(expression));
    } catch (PatternException e) {
      throw new ConditionException(offset, String.valueOf(e.getMessage()));
    }
  }

  /** The expression as the policy writes it. */
  String source() {
    return test.source();
  }

  TextTest test() {
    return test;
  }
}
