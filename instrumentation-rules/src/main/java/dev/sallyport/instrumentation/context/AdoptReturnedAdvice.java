package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Where a method makes a task of what was submitted. */
final class AdoptReturnedAdvice {
  private AdoptReturnedAdvice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.Return Object task) {
    CarriedContext.adopt(task);
  }
}
