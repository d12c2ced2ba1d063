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
      String why = String.valueOf(e.getMessage());
      String got = "got the pattern " + Quoted.of(expression);
      boolean says = why.startsWith(got);
      throw new ConditionException(offset, says ? why : got + " (" + why + "), wanted RE2 syntax");
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
