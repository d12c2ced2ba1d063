package dev.sallyport.instrumentation.http;

import dev.sallyport.bootstrap.HttpGate;
import net.bytebuddy.asm.Advice;

/** Before a method runs: its object keeps the context of this thread. */
final class RememberCallAdvice {
  private RememberCallAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object call) {
    HttpGate.remember(call);
  }
}
