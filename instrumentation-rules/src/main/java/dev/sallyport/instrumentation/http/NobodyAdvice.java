package dev.sallyport.instrumentation.http;

import dev.sallyport.bootstrap.CallContext;
import net.bytebuddy.asm.Advice;

/**
 * Around what a thread runs that serves all requests of a client: it acts for none of them by
 * itself, even if it was started by one.
 */
final class NobodyAdvice {
  private NobodyAdvice() {}

  @Advice.OnMethodEnter
  static CallContext enter() {
    return CallContext.restore(null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter CallContext previous) {
    CallContext.restore(previous);
  }
}
