package dev.sallyport.instrumentation.http.okhttp;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around an enqueued call and its callback. The dispatcher may have handed it over on the thread of
 * whatever call ended before it.
 */
final class AsyncCallAdvice {
  private AsyncCallAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.FieldValue("this$0") Object call) {
    if (!Governing.any()) {
      return null;
    }
    CallContext previous = CallContext.restore(null);
    CarriedContext.resume(call);
    return previous;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
