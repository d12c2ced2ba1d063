package dev.sallyport.instrumentation.http;

import dev.sallyport.bootstrap.HttpGate;
import net.bytebuddy.asm.Advice;

/** At the end of a constructor: the object keeps the context of the thread that made it. */
final class RememberAdvice {
  private RememberAdvice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.This Object made) {
    HttpGate.remember(made);
  }
}
