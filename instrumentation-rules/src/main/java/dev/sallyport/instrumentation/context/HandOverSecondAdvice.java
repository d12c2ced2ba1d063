package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** As {@link HandOverAdvice}, where the task is the second argument. */
final class HandOverSecondAdvice {
  private HandOverSecondAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(1) Object task) {
    CarriedContext.handOver(task);
  }
}
