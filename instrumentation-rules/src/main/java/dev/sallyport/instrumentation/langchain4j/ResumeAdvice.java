package dev.sallyport.instrumentation.langchain4j;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Around a method: it runs in the context that {@link RememberAdvice} kept for its object. */
final class ResumeAdvice {
  private ResumeAdvice() {}

  @Advice.OnMethodEnter
  static CallContext enter(@Advice.This Object called) {
    return CarriedContext.resume(called);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(@Advice.Enter CallContext previous) {
    CallContext.restore(previous);
  }
}
