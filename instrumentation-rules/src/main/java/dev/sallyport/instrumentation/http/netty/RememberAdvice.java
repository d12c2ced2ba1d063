package dev.sallyport.instrumentation.http.netty;

import dev.sallyport.bootstrap.HttpGate;
import net.bytebuddy.asm.Advice;

/** After the constructor of what stands for one request: it keeps the context of this thread. */
final class RememberAdvice {
  private RememberAdvice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.This Object request) {
    HttpGate.remember(request);
  }
}
