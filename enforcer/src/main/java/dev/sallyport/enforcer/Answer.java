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
  private @Nullable Effect byBox;
  private @Nullable String box;
  private long nanos;

  /** Nothing is decided yet, which denies. */
  Answer begin(LoadedPolicy judging, Stage moment, @Nullable String by, @Nullable String within) {
    policy = judging;
    stage = moment;
    agent = by;
    session = within;
    decision = null;
    error = null;
    byBox = null;
    box = null;
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

  /** A box does not let it be done, whatever the rules say. */
  void refusedBy(String nameOfBox) {
    byBox = Effect.DENY;
    box = nameOfBox;
  }

  /** No rule is asked, and the boxes, the named one among them, let it be done. */
  void permittedBy(@Nullable String nameOfBox) {
    byBox = Effect.ALLOW;
    box = nameOfBox;
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
    byBox = null;
    box = null;
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

  /** What is to be done: what could not be judged is denied. */
  Effect effect() {
    Decision made = decision;
    if (error != null || byBox != null) {
      return error == null && byBox == Effect.ALLOW ? Effect.ALLOW : Effect.DENY;
    }
    return made == null ? Effect.DENY : made.effect();
  }

  /** The rule, or the box, that says so; null if none does. */
  @Nullable String rule() {
    Decision made = decision;
    return byBox != null || made == null ? box : made.rule();
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
