package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something in a policy that is legal but probably not what its author meant.
 *
 * @param file the source's name
 * @param line counted from 1
 * @param rule the rule it is about, null if it is about the document
 * @param check what was checked, a word of docs/lint.md
 * @param message what was found and what to do, one line without control characters
 */
public record LintFinding(
    String file, int line, @Nullable String rule, String check, String message) {
  /** {@code file:line: warning: rule `x`: message}. */
  @Override
  public String toString() {
    String about = rule == null ? "" : "rule " + Quoted.of(rule) + ": ";
    return file + ":" + line + ": warning: " + about + message;
  }
}
