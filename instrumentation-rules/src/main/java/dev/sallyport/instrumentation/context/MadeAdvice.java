package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** At the end of a constructor: a task acts for whoever made it. */
final class MadeAdvice {
  private MadeAdvice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.This Object task) {
    CarriedContext.adopt(task);
  }
}
