package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Where a task is submitted that was made before: it gets this thread's context, if any. */
final class AdoptAdvice {
  private AdoptAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) Object task) {
    CarriedContext.adopt(task);
  }
}
