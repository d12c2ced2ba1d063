package dev.sallyport.engine;

import java.util.List;

/** A condition. */
sealed interface Expression {
  /** {@code a or b or ...}; at least two parts. */
  record AnyOf(List<Expression> parts) implements Expression {}

  /** {@code a and b and ...}; at least two parts. */
  record AllOf(List<Expression> parts) implements Expression {}

  /** {@code not a}. */
  record Not(Expression part) implements Expression {}

  /** {@code left operator right}, any operator but {@code matches}. */
  record Comparison(Operator operator, Operand left, Operand right) implements Expression {}

  /** {@code left matches 'pattern'}. */
  record Matches(Operand left, TextPattern pattern) implements Expression {}

  /** {@code has(path)}. */
  record Has(Operand.Path path) implements Expression {}

  /** A bare path. */
  record IsTrue(Operand.Path path) implements Expression {}

  /**
   * Whether the value at a path has a type: false for a missing value and for null. Generated rules
   * ask it, conditions cannot.
   */
  record IsType(Operand.Path path, JsonType type) implements Expression {}

  /** {@code true} or {@code false}. */
  record Constant(boolean value) implements Expression {}
}
