package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around what comes of a connection attempt of version 5, such as the attempt at the host's next
 * address, on an I/O thread.
 */
final class ConnectChannel5Advice {
  private ConnectChannel5Advice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.FieldValue("sessionRequest") Object owner) {
    return Governing.any() ? CarriedContext.resume(owner) : null;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
