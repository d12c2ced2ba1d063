package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Where a task is submitted: it keeps the context of the thread that submits it. */
final class HandOverAdvice {
  private HandOverAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) Object task) {
    CarriedContext.handOver(task);
  }
}
