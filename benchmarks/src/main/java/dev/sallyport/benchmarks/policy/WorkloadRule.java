package dev.sallyport.benchmarks.policy;

import java.util.Map;

/**
 * A rule that belongs to no engine: it matches where all three tests do.
 *
 * @param name unique
 * @param allows whether it allows; else it denies
 */
record WorkloadRule(String name, ToolTest tool, NumberTest number, TextTest text, boolean allows) {
  /** Whether it matches a call of a tool that {@link #tool} accepts. */
  boolean acceptsArguments(Map<String, Object> arguments) {
    return number.accepts(ArgumentMap.number(arguments, number.argument()))
        && text.accepts(ArgumentMap.text(arguments, text.argument()));
  }

  Answer answer() {
    return allows ? Answer.ALLOW : Answer.DENY;
  }
}
