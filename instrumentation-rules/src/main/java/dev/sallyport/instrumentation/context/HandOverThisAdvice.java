package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Where a thread is started: it keeps the context of the thread that starts it. */
final class HandOverThisAdvice {
  private HandOverThisAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object thread) {
    CarriedContext.handOver(thread);
  }
}
