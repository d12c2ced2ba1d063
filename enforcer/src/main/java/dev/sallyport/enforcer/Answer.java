package dev.sallyport.enforcer;

import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a call at one stage, and by which policy.
 *
 * @param decision null if the call could not be judged
 * @param error why it could not, null if it could
 * @param nanos how long it took
 */
record Answer(
    LoadedPolicy policy,
    Stage stage,
    @Nullable String agent,
    @Nullable String session,
    @Nullable Decision decision,
    @Nullable String error,
    long nanos) {
  /**
   * What takes the place of what was judged, arguments or result; null if that may pass as it is.
   */
  @Nullable String masked() {
    if (decision == null || decision.effect() != Effect.ALLOW) {
      return null;
    }
    return stage == Stage.POST_TOOL ? policy.maskedContent(decision) : decision.maskedArguments();
  }
}
