package dev.sallyport.enforcer;

import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.Stage;
import org.jspecify.annotations.Nullable;

/** What was decided about a call at one stage, and by which policy. Belongs to a workspace. */
final class Answer {
  private Stage stage = Stage.PRE_TOOL;
  private @Nullable LoadedPolicy policy;
  private @Nullable String agent;
  private @Nullable String session;
  private @Nullable Decision decision;
  private @Nullable String error;
  private long nanos;

  /** Nothing is decided yet, which denies. */
  Answer begin(LoadedPolicy judging, Stage moment, @Nullable String by, @Nullable String within) {
    policy = judging;
    stage = moment;
    agent = by;
    session = within;
    decision = null;
    error = null;
    nanos = 0;
    return this;
  }

  void decided(Decision made) {
    decision = made;
  }

  /** The call could not be judged. */
  void failed(String reason) {
    decision = null;
    error = reason;
  }

  void took(long howManyNanos) {
    nanos = howManyNanos;
  }

  /** Lets go of what belongs to the call. */
  void clear() {
    policy = null;
    agent = null;
    session = null;
    decision = null;
    error = null;
  }

  LoadedPolicy policy() {
    LoadedPolicy judging = policy;
    if (judging == null) {
      throw new IllegalStateException("nothing is judged");
    }
    return judging;
  }

  Stage stage() {
    return stage;
  }

  @Nullable String agent() {
    return agent;
  }

  @Nullable String session() {
    return session;
  }

  /** Null if the call could not be judged. */
  @Nullable Decision decision() {
    return decision;
  }

  /** Why the call could not be judged; null if it could. */
  @Nullable String error() {
    return error;
  }

  /** How long judging took. */
  long nanos() {
    return nanos;
  }

  /**
   * What takes the place of what was judged, arguments or result; null if that may pass as it is.
   */
  @Nullable String masked() {
    Decision made = decision;
    if (made == null || made.effect() != Effect.ALLOW) {
      return null;
    }
    return stage == Stage.POST_TOOL ? policy().maskedContent(made) : made.maskedArguments();
  }
}
