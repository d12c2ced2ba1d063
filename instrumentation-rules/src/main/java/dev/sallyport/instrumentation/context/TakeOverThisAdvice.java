package dev.sallyport.instrumentation.context;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a task's own method: the thread acts for whoever the task is for. */
final class TakeOverThisAdvice {
  private TakeOverThisAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.This Object task) {
    return CarriedContext.takeOver(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    CarriedContext.giveBack(previous);
  }
}
