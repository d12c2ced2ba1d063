package dev.sallyport.enforcer;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import org.jspecify.annotations.Nullable;

/** Answers one call; the seam at which tests make the engine fail. */
interface Judge {
  Decision decide(CallView view);

  /** Does now what the first calls would otherwise wait for. */
  default void prepare() {}

  /** The text to pass on instead of the view's content; null if nothing in it is masked. */
  @Nullable String maskedContent(Decision decision);
}
