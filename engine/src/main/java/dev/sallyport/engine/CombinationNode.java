package dev.sallyport.engine;

/** {@code and}, {@code or}, {@code not} where a condition was not taken apart. */
final class CombinationNode extends ConditionNode {
  /** What combines the parts. */
  enum Kind {
    ALL,
    ANY,
    NOT
  }

  private final Kind kind;
  private final ConditionNode[] parts;

  /** {@code parts}: exactly one for {@link Kind#NOT}. */
  CombinationNode(Kind kind, ConditionNode... parts) {
    this.kind = kind;
    this.parts = parts;
  }

  @Override
  Truth answer(Evaluation state) {
    if (kind == Kind.NOT) {
      return parts[0].answer(state).not();
    }
    Truth result = Truth.of(kind == Kind.ALL);
    for (ConditionNode part : parts) {
      Truth next = part.answer(state);
      result = kind == Kind.ALL ? result.and(next) : result.or(next);
    }
    return result;
  }
}
