package dev.sallyport.engine;

/** A condition, or a test in it, as it is asked when tables cannot answer it. Immutable. */
abstract class ConditionNode {
  /** The answer for the call in {@code state}. */
  abstract Truth answer(Evaluation state);
}
