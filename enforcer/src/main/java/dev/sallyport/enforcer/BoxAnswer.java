package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a step before its record is begun.
 *
 * @param box what refuses it, or lets it be done
 * @param permitted whether it may be done
 * @param error what kept it from being judged, or null
 */
record BoxAnswer(@Nullable String box, boolean permitted, @Nullable String error)
    implements StepGate.Judgement {
  static BoxAnswer refusedBy(String box) {
    return new BoxAnswer(box, false, null);
  }

  static BoxAnswer permittedBy(String box) {
    return new BoxAnswer(box, true, null);
  }

  static BoxAnswer failed(String error) {
    return new BoxAnswer(null, false, error);
  }

  @Override
  public void judge(Workspace workspace) {
    if (error != null) {
      workspace.answer.failed(error);
    } else if (permitted) {
      workspace.answer.permittedBy(box);
    } else {
      workspace.answer.refusedBy(String.valueOf(box));
    }
  }
}
