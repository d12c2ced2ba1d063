package dev.sallyport.enforcer;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.HttpRequestView;
import dev.sallyport.engine.arguments.ArgumentShape;

/**
 * Everything that judging and recording one call needs, made once and used again and again. For one
 * thread and one call at a time; {@link WorkspacePool} sees to that.
 */
final class Workspace {
  final CallView view = new CallView();
  final HttpRequestView request = new HttpRequestView();
  final Answer answer = new Answer();
  final ArgumentShape shape = new ArgumentShape();
  final DecisionRecord decision = new DecisionRecord();
  final OutcomeRecord outcome = new OutcomeRecord();
  private boolean broken;

  /** Not to be used again: an error may have left anything half done. */
  void markBroken() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** Lets go of everything that belongs to a call. */
  void clear() {
    view.clear();
    view.release();
    request.clear();
    answer.clear();
    shape.clear();
    decision.clear();
    outcome.clear();
  }
}
