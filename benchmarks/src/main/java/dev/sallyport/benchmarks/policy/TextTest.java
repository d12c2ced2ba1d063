package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule's test of a text argument: one of a set, or a pattern for the whole text. Patterns use
 * what {@code java.util.regex} and RE2 share.
 *
 * @param argument the argument's name
 * @param set the accepted texts; empty if there is a pattern
 * @param pattern the pattern, without anchors
 * @param wildcards for languages without patterns: texts with {@code *}, one of which fits exactly
 *     those texts of the workload that the pattern accepts
 */
record TextTest(
    String argument, List<String> set, @Nullable Pattern pattern, List<String> wildcards) {
  static TextTest in(String argument, List<String> set) {
    return new TextTest(argument, set, null, List.of());
  }

  static TextTest matching(String argument, String pattern, String... wildcards) {
    return new TextTest(argument, List.of(), Pattern.compile(pattern), List.of(wildcards));
  }

  boolean accepts(String text) {
    return pattern == null ? set.contains(text) : pattern.matcher(text).matches();
  }

  /** The pattern with anchors, for languages that look for it anywhere. */
  String anchored() {
    return "^" + pattern + "$";
  }
}
