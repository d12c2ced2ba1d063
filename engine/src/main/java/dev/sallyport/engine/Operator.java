package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The comparison operators of conditions. */
enum Operator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  NOT_IN("not in"),
  CONTAINS("contains"),
  STARTS_WITH("starts_with"),
  ENDS_WITH("ends_with"),
  MATCHES("matches");

  private static final Operator[] ALL = values();

  final String word;

  Operator(String word) {
    this.word = word;
  }

  static @Nullable Operator of(String word) {
    for (Operator operator : ALL) {
      if (operator.word.equals(word)) {
        return operator;
      }
    }
    return null;
  }

  boolean isOrdering() {
    return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
  }

  boolean isMembership() {
    return this == IN || this == NOT_IN;
  }

  boolean isAffix() {
    return this == STARTS_WITH || this == ENDS_WITH;
  }
}
