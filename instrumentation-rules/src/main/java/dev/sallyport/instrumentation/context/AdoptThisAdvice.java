package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Where a task hands on itself: it gets the context of this thread, if that has one. */
final class AdoptThisAdvice {
  private AdoptThisAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object task) {
    CarriedContext.adopt(task);
  }
}
