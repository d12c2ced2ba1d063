package dev.sallyport.instrumentation.http;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a method that one of the client's own threads runs: in the context of its object. */
final class ResumeAdvice {
  private ResumeAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.This Object self) {
    return Governing.any() ? CarriedContext.resume(self) : null;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
