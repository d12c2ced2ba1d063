package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.HttpGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around the entry of a minimal async client of version 5: a client context that the application
 * uses again stands for this request from now on, and not for an earlier one.
 */
final class MinimalEntry5Advice {
  private MinimalEntry5Advice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(2) @Nullable Object context) {
    if (!Governing.any()) {
      return null;
    }
    if (context != null) {
      HttpGate.remember(context);
    }
    return CallContext.current();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
