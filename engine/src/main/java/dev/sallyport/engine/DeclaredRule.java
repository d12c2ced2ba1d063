package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** A rule as a document declares it, in force or not. */
final class DeclaredRule {
  final String name;

  /** {@code file:line} of the name. */
  final String place;

  final PolicyDocument document;
  final @Nullable Action action;

  /** Null if the rule is disabled or wrong. */
  @Nullable Rule rule;

  /** Whether a document that extends this rule's document has a rule of the same name. */
  boolean isReplaced;

  DeclaredRule(String name, String place, PolicyDocument document, @Nullable Action action) {
    this.name = name;
    this.place = place;
    this.document = document;
    this.action = action;
  }
}
