package dev.sallyport.instrumentation.http;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a request that is made on one thread: its hops leave no trace in the thread's context. */
final class ScopeAdvice {
  private ScopeAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter() {
    return Governing.any() ? CallContext.beginScope() : null;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
