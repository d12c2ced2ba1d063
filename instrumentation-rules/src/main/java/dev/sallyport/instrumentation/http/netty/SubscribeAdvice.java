package dev.sallyport.instrumentation.http.netty;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.HttpGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around the subscription to a request: a thread that acts for nobody acts for whoever assembled
 * the request, as a retry on an event loop does.
 */
final class SubscribeAdvice {
  private SubscribeAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.This Object request) {
    if (CallContext.capture().parentCallId() != 0 || !HttpGate.governs(request)) {
      return null;
    }
    return CarriedContext.resume(request);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
