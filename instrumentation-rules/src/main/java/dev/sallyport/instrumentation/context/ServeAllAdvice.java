package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;

/** Where the loop of a thread begins that runs the tasks of all: it acts for nobody itself. */
final class ServeAllAdvice {
  private ServeAllAdvice() {}

  @Advice.OnMethodEnter
  static void enter() {
    CarriedContext.serveAll();
  }
}
