package dev.sallyport.engine;

import dev.sallyport.engine.pattern.PatternException;
import dev.sallyport.engine.pattern.TextTest;

/** What a test looks for in a text; equal tests share their place in an automaton. */
record TextKey(Operator operator, String text) {
  static TextKey of(SimpleTest.Text test) {
    return new TextKey(test.operator(), test.text());
  }

  TextTest test() {
    switch (operator) {
      case STARTS_WITH:
        return TextTest.startsWith(text);
      case ENDS_WITH:
        return TextTest.endsWith(text);
      case CONTAINS:
        return TextTest.contains(text);
      default:
        return regex();
    }
  }

  private TextTest regex() {
    try {
      return TextTest.regex(text);
    } catch (PatternException e) {
      throw new IllegalStateException("a pattern that was loaded does not compile", e);
    }
  }
}
