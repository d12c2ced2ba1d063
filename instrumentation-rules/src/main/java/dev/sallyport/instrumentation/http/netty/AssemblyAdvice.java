package dev.sallyport.instrumentation.http.netty;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/**
 * After the constructor of a request that another thread may subscribe to: it keeps the context of
 * the thread that assembled it.
 */
final class AssemblyAdvice {
  private AssemblyAdvice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.This Object request) {
    CarriedContext.handOver(request);
  }
}
