package dev.sallyport.instrumentation.http.jetty;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around the making of a connection on one of the client's threads: it acts for the request that
 * was queued last at the destination. The socket's own connect is judged below.
 */
final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(1) @Nullable Map<String, Object> context) {
    Object destination =
        context == null ? null : context.get("org.eclipse.jetty.client.destination");
    return destination == null ? null : CarriedContext.resume(destination);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
