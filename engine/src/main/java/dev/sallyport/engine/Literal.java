package dev.sallyport.engine;

/**
 * A test in a clause.
 *
 * @param test an expression that is no combination, or a whole condition that was not taken apart
 * @param negated whether the clause wants it to be false
 */
record Literal(Expression test, boolean negated) {
  Truth of(Truth answer) {
    return negated ? answer.not() : answer;
  }
}
