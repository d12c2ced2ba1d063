package dev.sallyport.engine;

/** What judging the calls of one view needs, made once. */
final class Judgement {
  final EngineLimits limits;
  final Evaluation state;
  final Resolution resolution = new Resolution();
  final EgressSubject subject = new EgressSubject();
  final Decision decision;

  Judgement(EngineLimits limits) {
    this.limits = limits;
    this.state = new Evaluation(limits);
    this.decision = new Decision(state);
  }
}
