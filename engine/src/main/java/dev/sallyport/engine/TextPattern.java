package dev.sallyport.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in RE2 syntax, matched in time linear in the text. The only place that knows
 * which matcher does it.
 */
final class TextPattern {
  private final String source;
  private final Pattern pattern;

  private TextPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  static TextPattern compile(String expression, int offset) throws ConditionException {
    try {
      Pattern pattern = Pattern.compile(expression);
      if (pattern.programSize() > EngineLimits.PATTERN_STEPS) {
        String got = "got the pattern " + Quoted.of(expression) + " of " + pattern.programSize();
        String wanted = " steps, wanted at most " + EngineLimits.PATTERN_STEPS;
        throw new ConditionException(offset, got + wanted);
      }
      return new TextPattern(expression, pattern);
    } catch (PatternSyntaxException e) {
      String got = "got the pattern " + Quoted.of(expression) + " (";
      String why = Quoted.message(String.valueOf(e.getDescription()));
      throw new ConditionException(offset, got + why + "), wanted RE2 syntax");
    }
  }

  /** The expression as the policy writes it. */
  String source() {
    return source;
  }

  /** Whether the pattern is found anywhere in {@code text}. */
  boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }
}
