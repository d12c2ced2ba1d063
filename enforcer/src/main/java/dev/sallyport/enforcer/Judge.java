package dev.sallyport.enforcer;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;

/** Answers one call; the seam at which tests make the engine fail. */
interface Judge {
  Decision decide(CallView view);
}
