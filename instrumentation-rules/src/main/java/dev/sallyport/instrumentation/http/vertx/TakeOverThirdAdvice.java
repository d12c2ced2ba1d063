package dev.sallyport.instrumentation.http.vertx;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the completion of a listener, which is the third argument. */
final class TakeOverThirdAdvice {
  private TakeOverThirdAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(2) @Nullable Object listener) {
    return CarriedContext.takeOver(listener);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    CarriedContext.giveBack(previous);
  }
}
