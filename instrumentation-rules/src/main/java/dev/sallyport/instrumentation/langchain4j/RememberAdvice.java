package dev.sallyport.instrumentation.langchain4j;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** At the end of a constructor: the object keeps the context of the thread that made it. */
final class RememberAdvice {
  private RememberAdvice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.This Object created) {
    CarriedContext.remember(created);
  }
}
