package dev.sallyport.engine;

import dev.sallyport.engine.pattern.TextTest;
import org.jspecify.annotations.Nullable;

/**
 * What a test looks for in a text; equal ones share their place in an automaton.
 *
 * @param pattern of {@link Operator#MATCHES}
 */
record TextKey(Operator operator, String text, @Nullable TextPattern pattern) {
  TextTest test() {
    if (pattern != null) {
      return pattern.test();
    }
    switch (operator) {
      case STARTS_WITH:
        return TextTest.startsWith(text);
      case ENDS_WITH:
        return TextTest.endsWith(text);
      default:
        return TextTest.contains(text);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextKey key && operator == key.operator && text.equals(key.text);
  }

  @Override
  public int hashCode() {
    return 31 * operator.hashCode() + text.hashCode();
  }
}
