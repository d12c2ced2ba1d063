package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around a connection attempt of version 5 on an I/O thread: in the context of who asked for it.
 */
final class ConnectRequest5Advice {
  private ConnectRequest5Advice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(1) Object owner) {
    return Governing.any() ? CarriedContext.resume(owner) : null;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
