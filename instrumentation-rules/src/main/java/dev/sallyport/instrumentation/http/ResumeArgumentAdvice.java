package dev.sallyport.instrumentation.http;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a method that makes a connection: in the context of its first argument. */
final class ResumeArgumentAdvice {
  private ResumeArgumentAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(0) @Nullable Object owner) {
    return Governing.any() && owner != null ? CarriedContext.resume(owner) : null;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
