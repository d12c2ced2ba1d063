package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a method that runs the task that it is given. */
final class TakeOverAdvice {
  private TakeOverAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(0) Object task) {
    return CarriedContext.takeOver(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    CarriedContext.giveBack(previous);
  }
}
