package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** As {@link TakeOverAdvice}, where the task is the second argument. */
final class TakeOverSecondAdvice {
  private TakeOverSecondAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(1) Object task) {
    return CarriedContext.takeOver(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    CarriedContext.giveBack(previous);
  }
}
